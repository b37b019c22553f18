// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace fanlight {

class AudienceEditor;
class EmptyState;

// What an audience without a set says: why there is none, and how there will be some.
// `needsToken`: a command has to give one. Main thread.
void teachAudience(EmptyState& empty, const AudienceEditor& editor, bool needsToken);

} // namespace fanlight
