// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

// Package fanlight reads a stream of a hub with the standard library alone.
package fanlight

import (
	"context"
	"encoding/json"
	"math"
	"math/rand"
	"time"
)

// Stream says which, and what is done with it. Events called fanlight-open and fanlight-gap say: load what the stream cannot tell.
type Stream struct {
	URL     string                                                    // https://hub.example/api/notifications?userId=42
	Token   func() (string, error)                                    // the first, and each after one that ran out; may be nil
	Take    func(event string, data json.RawMessage, id string) error // one after the other
	Last    string                                                    // the id of the last one taken
	Silence time.Duration                                             // after so much the line is dead; 0: 40 s
	session
}

// Listen keeps it up until ctx ends, Take fails or the hub says no; nil: the hub said "stay away".
func (s *Stream) Listen(ctx context.Context) error {
	s.begin()
	random := rand.New(rand.NewSource(time.Now().UnixNano()))
	for ; ; s.failures++ {
		if err := s.connect(ctx, false); err != nil || s.retry == math.MaxInt32*time.Millisecond {
			return err
		}
		wait := s.retry + time.Duration(random.Float64()*math.Min(60, math.Exp2(s.failures))*float64(time.Second))
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(wait):
		}
	}
}
