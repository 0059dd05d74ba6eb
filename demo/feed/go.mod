module feed

go 1.22

require (
	github.com/aquasecurity/trivy-db v0.0.0-20240718084044-d23a6ca8ba04
	go.etcd.io/bbolt v1.3.10
)

require golang.org/x/sys v0.20.0 // indirect
