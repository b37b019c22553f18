// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <chrono>
#include <functional>

namespace fanlight {

class HubControl;
class LoadDesk;

// The way from the wish to close the window to the moment it may: a load test is ended first, so
// that its run is kept, then the hub drains; each with a bound, so that nothing keeps the window
// for good. Main thread; owned by the window.
class LeaveTaking : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds DrainPatience{5};
    static constexpr std::chrono::seconds CutPatience{10}; // with a load test that is to end

    // Null where no test was thought of yet.
    using Load = std::function<LoadDesk*()>;

    // What is handed over must outlive it.
    LeaveTaking(HubControl& control, Load load, QObject* parent = nullptr);

    // Nothing the second time.
    void begin();
    // The window closes by itself, nothing was under way.
    bool isIdle() const;
    bool hasBegun() const { return m_state != State::No; }
    bool isOver() const { return m_state == State::Over; }
    void hubStopped(); // to be told each time

Q_SIGNALS:
    void begun();
    void cutting(); // a load test ends
    void draining();
    void over(); // the window may go

private:
    void drain();
    void finish();
    bool isTesting() const;

    enum class State { No, Cutting, Draining, Over };
    HubControl& m_control;
    const Load m_load;
    State m_state = State::No;
};

} // namespace fanlight
