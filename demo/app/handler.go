package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/golang-jwt/jwt/v4"
	"github.com/gorilla/schema"
	"golang.org/x/sys/unix"
	"golang.org/x/text/language"
)

var offered = language.NewMatcher([]language.Tag{language.English, language.German})

func newHandler(settings Settings, book *ledger) http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		var disk unix.Statfs_t
		if err := unix.Statfs(settings.DataDir, &disk); err != nil {
			http.Error(w, "data directory is gone", http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok", version)
	})
	routes.HandleFunc("/entries", signedIn(settings, func(w http.ResponseWriter, r *http.Request) {
		var entry Entry
		if err := r.ParseForm(); err != nil || schema.NewDecoder().Decode(&entry, r.Form) != nil {
			http.Error(w, word(r, "not an entry", "keine Buchung"), http.StatusBadRequest)
			return
		}
		if r.Method == http.MethodPost {
			book.book(entry)
		}
		json.NewEncoder(w).Encode(map[string]int64{"cents": book.balance(entry.Account)})
	}))
	return routes
}

// signedIn lets a request through only when the token parses, verifies and is valid
// with no error of any kind.
func signedIn(settings Settings, next http.HandlerFunc) http.HandlerFunc {
	key := func(token *jwt.Token) (any, error) { return []byte(settings.TokenKey), nil }
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"HS256"}))
	return func(w http.ResponseWriter, r *http.Request) {
		text := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		token, err := parser.Parse(text, key)
		if err != nil || !token.Valid || settings.TokenKey == "" {
			http.Error(w, word(r, "sign in first", "bitte anmelden"), http.StatusUnauthorized)
			return
		}
		next(w, r)
	}
}

// word answers in the language the reader asks for.
func word(r *http.Request, english, german string) string {
	wanted, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err != nil {
		return english
	}
	if _, index, _ := offered.Match(wanted...); index == 1 {
		return german
	}
	return english
}
