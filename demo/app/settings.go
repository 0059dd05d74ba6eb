package main

import (
	"errors"
	"os"

	"gopkg.in/yaml.v3"
)

// Settings come from one file in the image; requests never reach the YAML reader.
type Settings struct {
	TokenKey string `yaml:"tokenKey"`
	DataDir  string `yaml:"dataDir"`
}

func readSettings(path string) (Settings, error) {
	settings := Settings{TokenKey: os.Getenv("LEDGER_TOKEN_KEY"), DataDir: "/"}
	text, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return settings, nil
	}
	if err != nil {
		return settings, err
	}
	return settings, yaml.Unmarshal(text, &settings)
}
