// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;

namespace fanlight {

class CodeView;

// What one stream was sent last, exactly as on the wire, newest on top; below it what history holds
// of the time before it was watched. While someone reads further down or selects, the text stays as
// it is. Main thread; owned by the detail pane. Bounded by WatchedConnection, and of history by
// MostHistory and MostHistoryBytes.
class FramesView : public QWidget {
    Q_OBJECT
public:
    static constexpr std::size_t MostHistory = 20; // events, the newest
    static constexpr qsizetype MostHistoryBytes = 64 << 10;

    explicit FramesView(const Theme& theme, QWidget* parent = nullptr);

    void clear();
    void setWatched(const WatchedConnection& watched);
    // What a client that was there since `row` began would have been sent; of the types of `row`.
    void setHistory(const ReplayPreview& history, const ConnectionRow& row);
    QString text() const; // all of it, as it is copied
    QCheckBox* chunksBox() const { return m_chunks; }
    CodeView* view() const { return m_view; }

private:
    QString sentText() const;
    QString historyText() const;
    void refresh();
    bool isRead() const; // by someone who would lose the place

    qint64 m_watchedSinceMs = 0;
    std::vector<WatchedConnection::Sent> m_sent;
    quint64 m_sentBefore = 0;
    std::vector<ReplayPreview::Event> m_history; // oldest first
    bool m_moreHistory = false;
    QString m_historyProblem;
    bool m_pending = false;

    QCheckBox* m_chunks;
    QPushButton* m_copy;
    CodeView* m_view;
    QLabel* m_note;
};

} // namespace fanlight
