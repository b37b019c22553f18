// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringView>

namespace fanlight {

class UiState;

// Whose traffic is looked at. Clients that this program makes itself (test clients, load tests, the
// setup doctor) say so in their user agent; a load test that was given another one counts as real.
enum class Traffic { All, Real, Test };

// Whether a stream with this user agent is one that Fanlight made. A pure function; any thread.
bool isTestAgent(QStringView userAgent);
// Whether a stream is part of what is looked at. Pure; any thread.
inline bool isIn(Traffic traffic, QStringView userAgent)
{
    return traffic == Traffic::All || isTestAgent(userAgent) == (traffic == Traffic::Test);
}

// The layer that is looked at, kept over restarts, for all that derive from streams: they ask
// current() and follow changed(). Main thread.
class TrafficLayer : public QObject {
    Q_OBJECT
public:
    // `state` must outlive it.
    explicit TrafficLayer(UiState& state, QObject* parent = nullptr);

    Traffic current() const { return m_current; }
    void setCurrent(Traffic traffic);

Q_SIGNALS:
    void changed(fanlight::Traffic traffic);

private:
    UiState& m_state;
    Traffic m_current = Traffic::All;
};

} // namespace fanlight
