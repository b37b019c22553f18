// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/snapshots.h"
#include "widgets/card.h"

#include <array>
#include <optional>

class QLabel;
class QPushButton;

namespace fanlight {

class Percentiles;
class Pill;
class Theme;
class ValueLabel;

// All that one instance told with its last heartbeat, and the ways to it: its page in a browser, a
// line for a terminal. Main thread; owned by the page.
class InstanceDetail : public Card {
    Q_OBJECT
public:
    enum class Fact {
        Address,
        Host,
        Pid,
        Version,
        Started,
        Heartbeat,
        Connections,
        Published,
        Delivered,
        Write,
        Memory,
        Cpu
    };

    // Both must outlive it.
    InstanceDetail(const Theme& theme, const Percentiles& percentiles, QWidget* parent = nullptr);

    void show(const InstanceRow& row, const InstanceSnapshot& snapshot);
    void markGone(); // it is no longer listed; what it told last stays
    void clear();
    const std::optional<InstanceRow>& row() const { return m_row; }
    QString value(Fact fact) const;
    QString stateText() const;
    QPushButton* openButton() const { return m_open; }
    QPushButton* curlButton() const { return m_curl; }

Q_SIGNALS:
    void openRequested(const QString& url);
    void copyCurlRequested(const QString& url);

private:
    void showPercentiles();
    void setFact(Fact fact, const QString& text);

    const Percentiles& m_percentiles;
    std::optional<InstanceRow> m_row;
    Pill* m_state;
    std::array<ValueLabel*, std::size_t(Fact::Cpu) + 1> m_facts{};
    QLabel* m_writeName = nullptr; // with the percentiles it has
    QPushButton* m_open;
    QPushButton* m_curl;
};

} // namespace fanlight
