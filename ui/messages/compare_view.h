// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/message_log.h"
#include "messages/line_diff.h"
#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;

namespace fanlight {

class Percentiles;

// Two messages side by side: their data (JSON one value a line), lines that differ marked, and the
// figures that differ. Main thread; owned by the detail pane.
class CompareView : public QWidget {
    Q_OBJECT
public:
    static constexpr qsizetype MostCharacters = 64 << 10; // compared, of each
    static constexpr qsizetype MostLineCharacters = 2000; // shown of a line

    // Both must outlive it.
    CompareView(const Theme& theme, const Percentiles& percentiles, QWidget* parent = nullptr);
    void show(const MessageRecord& left, const MessageRecord& right);
    void showFigures(const MessageRecord& left, const MessageRecord& right); // the data stays
    QString figuresText() const; // "Recipients 3 → 5, Write p99 0.2 ms → 0.4 ms"
    QString summaryText() const; // "2 lines differ"
    QString text(int side) const;
    std::vector<int> markedLines(int side) const;

private:
    void mark();
    void showFirstDifference();

    const Theme& m_theme;
    const Percentiles& m_percentiles;
    LineDiff m_diff;
    QLabel* m_figures;
    QLabel* m_summary;
    QPlainTextEdit* m_left;
    QPlainTextEdit* m_right;
};

} // namespace fanlight
