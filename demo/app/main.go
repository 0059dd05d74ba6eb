// Command ledger-api is the sample application: it keeps a small ledger in memory
// and answers over HTTP. It exists to be packed into images and scanned; its
// dependencies are deliberately old.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

// version is set when the binary is linked.
var version = "dev"

const address = ":8080"

func main() {
	if len(os.Args) > 1 && os.Args[1] == "healthcheck" {
		os.Exit(healthcheck("http://127.0.0.1" + address + "/healthz"))
	}
	settings, err := readSettings("/etc/ledger-api.yaml")
	if err != nil {
		log.Fatalf("settings: %v", err)
	}
	server := &http.Server{
		Addr:              address,
		Handler:           newHandler(settings, newLedger()),
		ReadHeaderTimeout: 5 * time.Second,
	}
	log.Printf("ledger-api %s listens on %s", version, address)
	log.Fatal(server.ListenAndServe())
}

// healthcheck is what the image's HEALTHCHECK runs: the image has no shell and no curl.
func healthcheck(url string) int {
	client := http.Client{Timeout: 2 * time.Second}
	answer, err := client.Get(url)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}
