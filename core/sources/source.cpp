// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sources/source.h"

namespace fanlight {

void Source::tellChanges()
{
    const SourceFigures now = figures();
    const bool isSame = now.state == m_toldState && now.error == m_toldError;
    m_toldState = now.state;
    m_toldError = now.error;
    if (!isSame)
        Q_EMIT changed();
}

} // namespace fanlight
