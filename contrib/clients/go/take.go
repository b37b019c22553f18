// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

package fanlight

import (
	"encoding/json"
	"strings"
)

// An event that is complete: what the hub says itself, or one notification, or several in a batch.
func (s *Stream) take(event, id string, lines []string, isKnown *bool) error {
	if event == "fanlight-heartbeat" {
		s.failures = 0
		if *isKnown {
			return nil
		}
		*isKnown, event, lines = true, "fanlight-open", []string{"null"}
	}
	for _, data := range unpack(lines) {
		if err := s.Take(event, data, id); err != nil {
			return err
		}
	}
	return nil
}

func unpack(lines []string) []json.RawMessage {
	var several struct{ Batch []json.RawMessage }
	text := []byte(strings.Join(lines, "\n"))
	if lines == nil {
		return nil
	} else if !json.Valid(text) {
		text, _ = json.Marshal(string(text)) // a text is sent as it is
	} else if json.Unmarshal(text, &several) == nil && several.Batch != nil {
		return several.Batch
	}
	return []json.RawMessage{text}
}
