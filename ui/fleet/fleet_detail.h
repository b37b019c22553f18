// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fleet/fleet_row.h"
#include "widgets/card.h"

#include <array>
#include <optional>

class QLabel;
class QPushButton;

namespace fanlight {

class Percentiles;
class Theme;
class ValueLabel;

// One hub of the fleet: where it is and whom it takes the window for, what is wrong, what is
// different from another, its figures, and the ways to it. What is done is asked of its owner.
// Main thread; owned by the page.
class FleetDetail : public Card {
    Q_OBJECT
public:
    enum class Fact {
        Address,
        Through,
        You,
        Alert,
        Since,
        Host,
        Pid,
        Version,
        Started,
        Heartbeat,
        Streams,
        Published,
        Delivered,
        Ack,
        Write,
        Memory,
        Cpu,
        Files,
        Count
    };
    // What is shown of a hub, and beside it.
    struct Shown {
        FleetRow row;
        std::optional<FleetRow> other; // to be compared with; none: there is none
        QStringList alerts; // that fire, in words
        bool canOpen = false; // the window can be led there
        bool canAsk = false; // for a token, for a way
    };

    // Both must outlive it.
    FleetDetail(const Theme& theme, const Percentiles& percentiles, QWidget* parent = nullptr);

    void show(const Shown& shown, qint64 nowMs);
    void markGone(); // it is no longer listed; what it told last stays
    const std::optional<Shown>& shown() const { return m_shown; }
    QString key() const { return m_shown ? m_shown->row.key : QString(); }
    QString value(Fact fact) const;
    QString stateText() const { return m_state->text(); }
    QString differenceText() const;
    QPushButton* openButton() const { return m_open; }
    QPushButton* compareButton() const { return m_compare; }
    QPushButton* askButton() const { return m_ask; } // “Give a token…”, “Connect”, “Try again”
    QPushButton* browserButton() const { return m_browser; }
    QPushButton* curlButton() const { return m_curl; }

Q_SIGNALS:
    void openRequested();
    void compareRequested();
    void askRequested();
    void browserRequested();
    void copyCurlRequested();

private:
    QWidget* makeFacts(const Theme& theme);
    void showPercentiles();
    void showFigures(qint64 nowMs);
    void showButtons();
    void setFact(Fact fact, const QString& text);

    const Percentiles& m_percentiles;
    std::optional<Shown> m_shown;
    Pill* m_state;
    QLabel* m_why;
    std::array<ValueLabel*, std::size_t(Fact::Count)> m_facts{};
    std::array<QLabel*, std::size_t(Fact::Count)> m_names{};
    QLabel* m_differenceTitle;
    QLabel* m_difference;
    QPushButton* m_open;
    QPushButton* m_compare;
    QPushButton* m_ask;
    QPushButton* m_browser;
    QPushButton* m_curl;
};

} // namespace fanlight
