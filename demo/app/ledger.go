package main

import "sync"

// Entry is one booking, in minor units of the currency.
type Entry struct {
	Account string `schema:"account" json:"account"`
	Cents   int64  `schema:"cents" json:"cents"`
}

type ledger struct {
	mu      sync.Mutex
	entries []Entry
}

func newLedger() *ledger { return &ledger{} }

func (l *ledger) book(entry Entry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries = append(l.entries, entry)
}

func (l *ledger) balance(account string) (sum int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, entry := range l.entries {
		if entry.Account == account {
			sum += entry.Cents
		}
	}
	return sum
}
