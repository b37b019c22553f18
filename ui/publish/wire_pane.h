// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/wire_preview.h"
#include "theme/theme.h"

#include <QPlainTextEdit>

namespace fanlight {

class ElidedLabel;

// The bytes that each client would receive, as text, with a caption that stands elsewhere. Of many
// the first. Main thread; owned by the page.
class WirePane : public QPlainTextEdit {
    Q_OBJECT
public:
    // One line of many kilobytes would make each key in the editor slow.
    static constexpr qsizetype MostBytes = 16 << 10;

    explicit WirePane(const Theme& theme, QWidget* parent = nullptr);

    ElidedLabel* caption() const { return m_caption; } // to be put somewhere
    // `hasId`: the id is the one that is asked for, else it is dimmed: the hub gives another.
    void show(const WirePreview& preview, bool hasId);
    void showNothing();

private:
    const Theme& m_theme;
    ElidedLabel* m_caption;
};

} // namespace fanlight
