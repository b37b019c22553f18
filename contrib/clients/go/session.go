// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: 0BSD

package fanlight

import "time"

// What is known while it listens.
type session struct {
	bearer   string
	retry    time.Duration // as the hub said
	failures float64       // since the last connection that was a stream
}

func (s *Stream) begin() {
	s.session = session{retry: 2 * time.Second}
	if s.Silence == 0 {
		s.Silence = 40 * time.Second // two heartbeats and a half
	}
}
