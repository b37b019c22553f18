// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connections/earlier_streams.h"
#include "hub/snapshots.h"
#include "ui_state.h"
#include "widgets/card.h"
#include "widgets/pill.h"

#include <array>
#include <optional>
#include <vector>

class QLabel;
class QMenu;
class QPushButton;

namespace fanlight {

class FramesView;
class RowTable;
class ValueLabel;

// All that is known of one connection: its figures, what its socket says while it is watched, what
// it was sent, the earlier streams of its user. When it is gone it says so and keeps the last
// figures. Main thread; owned by the page.
class ConnectionDetail : public Card {
    Q_OBJECT
public:
    enum class Fact { // in the order shown
        Left,
        User,
        Agent,
        LastEventId,
        Resumed,
        KernelQueue,
        Ack,
        RoundTrip,
        Retransmits,
        Backlog,
        Events,
        Sent,
        Dropped,
        Types,
        Address,
        Since,
        Ends,
        Watched,
        Instance
    };

    ConnectionDetail(const Theme& theme, UiState& state, QWidget* parent = nullptr);

    // Another one than before: what was watched is forgotten.
    void show(const ConnectionRow& row, qint64 nowMs, const QString& instance = {});
    // of the one that is shown; others are passed over
    void showWatched(const WatchedConnection& watched);
    // … which the hub cannot look at now, and why; until it is watched again.
    void showNotWatched(quint64 id, const QString& why);
    void showHistory(const ReplayPreview& history); // of the one that is shown
    void showEarlier(std::vector<ClosedConnectionPtr> streams);
    void markGone();
    // What can be done to a connection of this hub, and whether it can be ended now.
    void setOffers(bool sends, bool ends, bool canEnd);
    void clear();

    std::optional<quint64> connectionId() const
    {
        return m_row ? std::optional(m_row->id) : std::nullopt;
    }
    const std::optional<ConnectionRow>& row() const { return m_row; }
    bool isGone() const { return m_gone; }
    QString value(Fact fact) const; // whole
    const ValueLabel& label(Fact fact) const { return *m_facts[std::size_t(fact)]; }
    QString notWatched() const; // what is said of it; empty: it is watched, or will be
    FramesView* frames() const { return m_frames; }
    EarlierStreams& earlier() { return m_earlier; }

Q_SIGNALS:
    void sendToUser(const QString& userId);
    // `where` is the point of the screen at which to ask how.
    void disconnectRequested(quint64 id, const QPoint& where);

private:
    QWidget* makeFacts(const Theme& theme);
    QWidget* makeEarlier();
    QWidget* makeButtons();
    QMenu* makeCopyMenu(QWidget* parent);
    void setFact(Fact fact, const QString& text);
    void setFigures(const ConnectionRow& row, qint64 nowMs);
    void setSocketFacts(const WatchedConnection& watched);
    void forgetWatched();
    void setState(const ConnectionRow& row);
    void updateEnd();

    const Percentiles& m_percentiles;
    std::optional<ConnectionRow> m_row;
    qint64 m_takenAtMs = 0; // of what is shown
    bool m_gone = false;
    bool m_canEnd = true; // the hub would do so
    bool m_isWatched = false; // an answer has come
    std::array<ValueLabel*, std::size_t(Fact::Instance) + 1> m_facts{}; // by Fact
    EarlierStreams m_earlier;
    Pill* m_state;
    QPushButton* m_copy;
    QLabel* m_hint;
    QWidget* m_content;
    QLabel* m_notWatched;
    FramesView* m_frames;
    QLabel* m_earlierTitle = nullptr;
    RowTable* m_earlierTable = nullptr;
    QPushButton* m_send = nullptr;
    QPushButton* m_disconnect = nullptr;
};

} // namespace fanlight
