// Command feed writes the two local advisory databases of the sample, one for Trivy
// and one for OSV-Scanner, from facts.tsv as it stood on a given day.
//
//	feed facts.tsv 2026-10-28 TRIVY_CACHE OSV_CACHE
package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/aquasecurity/trivy-db/pkg/types"
	bolt "go.etcd.io/bbolt"
)

type fact struct {
	taken, ecosystem, pkg, id      string
	aliases                        []string
	fixed, severity, vector, state string
	title                          string
}

func main() {
	if len(os.Args) != 5 {
		log.Fatal("usage: feed facts.tsv DAY TRIVY_CACHE OSV_CACHE")
	}
	day := os.Args[2]
	facts := readFacts(os.Args[1], day)
	updated, err := time.Parse("2006-01-02 15:04", day+" 04:00")
	check(err)
	writeTrivy(filepath.Join(os.Args[3], "db"), facts, updated)
	writeOsv(filepath.Join(os.Args[4], "osv-scalibr"), facts)
}

func readFacts(path, day string) (facts []fact) {
	text, err := os.ReadFile(path)
	check(err)
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		c := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || c[0] > day {
			continue
		}
		if len(c) != 10 {
			log.Fatalf("not ten columns: %q", line)
		}
		facts = append(facts, fact{c[0], c[1], c[2], c[3], strings.Fields(c[4]), c[5], c[6], c[7], c[8], c[9]})
	}
	return facts
}

// source gives the bucket Trivy looks in and the source a severity is credited to.
func source(f fact) (bucket string, data types.DataSource) {
	switch f.ecosystem {
	case "Debian":
		return "debian 12", types.DataSource{ID: "debian", Name: "Sample feed (Debian)", URL: "https://security-tracker.debian.org/tracker/"}
	case "Alpine":
		return "alpine 3.20", types.DataSource{ID: "alpine", Name: "Sample feed (Alpine)", URL: "https://secdb.alpinelinux.org/"}
	}
	return "go::Sample feed", types.DataSource{ID: "ghsa", Name: "Sample feed (Go)", URL: "https://pkg.go.dev/vuln/"}
}

func writeTrivy(folder string, facts []fact, updated time.Time) {
	check(os.RemoveAll(folder))
	check(os.MkdirAll(folder, 0o755))
	db, err := bolt.Open(filepath.Join(folder, "trivy.db"), 0o644, nil)
	check(err)
	check(db.Update(func(tx *bolt.Tx) error {
		for _, f := range facts {
			name, data := source(f)
			put(tx, []string{"data-source"}, name, data)
			put(tx, []string{name, f.pkg}, f.id, trivyAdvisory(f))
			put(tx, []string{"vulnerability"}, f.id, trivyVulnerability(f, data.ID))
		}
		return nil
	}))
	check(db.Close())
	metadata, err := json.Marshal(map[string]any{
		"Version": 2, "UpdatedAt": updated, "NextUpdate": updated.Add(24 * time.Hour), "DownloadedAt": updated.Add(time.Hour),
	})
	check(err)
	check(os.WriteFile(filepath.Join(folder, "metadata.json"), metadata, 0o644))
}

func trivyAdvisory(f fact) *types.Advisory {
	if f.ecosystem == "Go" {
		return &types.Advisory{VulnerableVersions: []string{"< " + f.fixed}, PatchedVersions: []string{f.fixed}}
	}
	advisory := &types.Advisory{FixedVersion: f.fixed}
	if f.fixed == "" {
		advisory.Status = types.NewStatus(f.state)
	}
	return advisory
}

func trivyVulnerability(f fact, id types.SourceID) types.Vulnerability {
	severity, err := types.NewSeverity(f.severity)
	if f.severity != "" {
		check(err)
	}
	v := types.Vulnerability{Title: f.title, References: references(f)}
	if f.severity != "" {
		v.VendorSeverity = types.VendorSeverity{id: severity}
	}
	if f.vector != "" {
		v.CVSS = types.VendorCVSS{id: types.CVSS{V3Vector: f.vector}}
	}
	return v
}

func references(f fact) []string {
	links := []string{"https://nvd.nist.gov/vuln/detail/" + f.id}
	for _, alias := range f.aliases {
		if strings.HasPrefix(alias, "GO-") {
			links = append(links, "https://pkg.go.dev/vuln/"+alias)
		}
	}
	return links
}

// put stores value as JSON, making the nested buckets on the way.
func put(tx *bolt.Tx, path []string, key string, value any) {
	bucket, err := tx.CreateBucketIfNotExists([]byte(path[0]))
	check(err)
	for _, name := range path[1:] {
		bucket, err = bucket.CreateBucketIfNotExists([]byte(name))
		check(err)
	}
	text, err := json.Marshal(value)
	check(err)
	check(bucket.Put([]byte(key), text))
}

func writeOsv(folder string, facts []fact) {
	for _, ecosystem := range []string{"Go", "Debian", "Alpine"} {
		check(os.MkdirAll(filepath.Join(folder, ecosystem), 0o755))
		file, err := os.Create(filepath.Join(folder, ecosystem, "all.zip"))
		check(err)
		archive := zip.NewWriter(file)
		for _, f := range facts {
			if f.ecosystem == ecosystem {
				id, record := osvRecord(f)
				entry, err := archive.Create(id + ".json")
				check(err)
				check(json.NewEncoder(entry).Encode(record))
			}
		}
		check(archive.Close())
		check(file.Close())
	}
}

func osvRecord(f fact) (string, map[string]any) {
	id, aliases := f.id, f.aliases
	ecosystem, kind := f.ecosystem, "ECOSYSTEM"
	switch f.ecosystem {
	case "Go":
		kind, id, aliases = "SEMVER", f.aliases[0], append([]string{f.id}, f.aliases[1:]...)
	case "Debian":
		ecosystem, id, aliases = "Debian:12", "DEBIAN-"+f.id, []string{f.id}
	case "Alpine":
		ecosystem, id, aliases = "Alpine:v3.20", "ALPINE-"+f.id, []string{f.id}
	}
	events := []map[string]string{{"introduced": "0"}}
	if f.fixed != "" {
		events = append(events, map[string]string{"fixed": f.fixed})
	}
	record := map[string]any{
		"schema_version": "1.7.0", "id": id, "aliases": aliases, "summary": f.title,
		"modified": f.taken + "T00:00:00Z",
		"affected": []any{map[string]any{
			"package": map[string]string{"ecosystem": ecosystem, "name": f.pkg},
			"ranges":  []any{map[string]any{"type": kind, "events": events}},
		}},
	}
	if f.vector != "" {
		record["severity"] = []any{map[string]string{"type": "CVSS_V3", "score": f.vector}}
	}
	return id, record
}

func check(err error) {
	if err != nil {
		log.Fatal(fmt.Errorf("feed: %w", err))
	}
}
