//go:build patched

// These tests hold only with the two patches of carried-patches.sh in vendor/.
package main

import (
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v4"
	"golang.org/x/text/language"
)

func TestAnAcceptLanguageHeaderWithThousandsOfSubtagsIsRefused(t *testing.T) {
	if _, _, err := language.ParseAcceptLanguage("en" + strings.Repeat("-a", 1001)); err == nil {
		t.Fatal("it was parsed")
	}
	if tags, _, err := language.ParseAcceptLanguage("de-DE, en;q=0.8"); err != nil || len(tags) != 2 {
		t.Fatal("an ordinary header was refused", err)
	}
}

func TestATokenOfDotsCostsNoMemoryPerDot(t *testing.T) {
	text := strings.Repeat(".", 1<<20)
	result := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; i < b.N; i++ {
			if _, _, err := jwt.NewParser().ParseUnverified(text, jwt.MapClaims{}); err == nil {
				b.Fatal("it was parsed")
			}
		}
	})
	if result.AllocedBytesPerOp() > 4096 {
		t.Fatalf("%d bytes for one token", result.AllocedBytesPerOp())
	}
}
