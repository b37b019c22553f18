// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/leave_taking.h"

#include "load/load_desk.h"
#include "shell/hub_control.h"

#include <QTimer>

#include <utility>

namespace fanlight {

LeaveTaking::LeaveTaking(HubControl& control, Load load, QObject* parent)
    : QObject(parent)
    , m_control(control)
    , m_load(std::move(load))
{
}

bool LeaveTaking::isIdle() const
{
    return m_state == State::No && !m_control.isRunning() && !isTesting();
}

bool LeaveTaking::isTesting() const
{
    const LoadDesk* const load = m_load();
    return load && load->isRunning();
}

void LeaveTaking::begin()
{
    if (m_state != State::No)
        return;
    m_control.retire();
    m_state = State::Cutting;
    Q_EMIT begun();
    if (!isTesting())
        return drain();
    LoadDesk* const load = m_load();
    Q_EMIT cutting();
    connect(load, &LoadDesk::reportShown, this, &LeaveTaking::drain, Qt::QueuedConnection);
    QTimer::singleShot(CutPatience, this, &LeaveTaking::drain);
    load->stop();
}

void LeaveTaking::drain()
{
    if (m_state != State::Cutting)
        return;
    m_state = State::Draining;
    if (!m_control.isRunning())
        return finish();
    Q_EMIT draining();
    QTimer::singleShot(DrainPatience, this, &LeaveTaking::finish);
    m_control.stop();
}

void LeaveTaking::hubStopped()
{
    if (m_state == State::Draining)
        // Queued, since the hub may still be in the middle of telling everybody.
        QMetaObject::invokeMethod(this, &LeaveTaking::finish, Qt::QueuedConnection);
}

void LeaveTaking::finish()
{
    if (m_state != State::Draining)
        return;
    m_state = State::Over;
    Q_EMIT over();
}

} // namespace fanlight
