module git.example.test/payments/ledger-api

go 1.22

require (
	github.com/golang-jwt/jwt/v4 v4.5.0
	github.com/gorilla/schema v1.4.0
	golang.org/x/sys v0.0.0-20220319134239-a9b59b0215f8
	golang.org/x/text v0.3.7
	gopkg.in/yaml.v3 v3.0.0-20210107192922-496545a6307b
)
