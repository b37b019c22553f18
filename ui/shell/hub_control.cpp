// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/hub_control.h"

#include <QPointer>

#include <utility>

namespace fanlight {

HubControl::HubControl(Hands hands, std::chrono::milliseconds retry, QObject* parent)
    : QObject(parent)
    , m_hands(std::move(hands))
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retry);
    connect(&m_retry, &QTimer::timeout, this, &HubControl::start);
}

void HubControl::takeStatus(const HubStatus& status)
{
    m_status = status;
    const bool failed = status.state == HubState::Failed;
    m_failed = failed || (m_failed && status.state == HubState::Starting);
    settle();
    // Only a taken port can become free by itself.
    if (failed && status.suggestedPort != 0 && !m_retired && !m_startAfterStop)
        m_retry.start();
    else
        m_retry.stop();
}

void HubControl::startAgain()
{
    const bool isDown = m_status.state == HubState::Stopped || m_status.state == HubState::Failed;
    if (!isDown || !m_startAfterStop || m_retired)
        return;
    if (m_trial)
        m_trial->hasBegun = true;
    startWith(*std::exchange(m_startAfterStop, std::nullopt));
}

// Once it is known how the hub fares with other options: they are kept, or it goes back to those
// before.
void HubControl::settle()
{
    if (!m_trial || !m_trial->hasBegun)
        return;
    if (m_status.state == HubState::Listening) {
        const Trial trial = *std::exchange(m_trial, std::nullopt);
        Q_EMIT accepted(trial.before, trial.after);
    } else if (m_status.state == HubState::Failed && m_trial->wasRunning) {
        const Trial trial = *std::exchange(m_trial, std::nullopt);
        m_startAfterStop = trial.before; // by startAgain(), once everybody knows of the failure
        Q_EMIT refused(m_status.error);
    }
}

bool HubControl::isRunning() const
{
    return m_status.state == HubState::Listening || m_status.state == HubState::Starting
        || m_status.state == HubState::Draining;
}

void HubControl::toggle()
{
    if (m_status.state == HubState::Draining)
        return;
    if (isRunning())
        m_hands.stop();
    else
        start();
}

void HubControl::start()
{
    startWith(m_hands.options());
}

void HubControl::startAt(quint16 port)
{
    HubOptions options = m_hands.options();
    options.listenPort = port;
    if (m_trial)
        m_trial->after = options;
    startWith(options);
}

void HubControl::startWith(const HubOptions& options)
{
    m_retry.stop();
    m_hands.start(options);
}

void HubControl::stop()
{
    m_hands.stop();
}

void HubControl::retire()
{
    m_retry.stop();
    m_retired = true;
}

bool HubControl::needsRestart(const HubOptions& options) const
{
    return m_status.state != HubState::Listening
        || withLiveOptions(m_hands.options(), options) != options;
}

bool HubControl::changesAddress(const HubOptions& options) const
{
    const HubOptions now = m_hands.options();
    return options.listeners() != now.listeners();
}

void HubControl::apply(const HubOptions& options)
{
    if (!needsRestart(options)) {
        m_hands.change(options,
            [control = QPointer(this), before = m_hands.options(), options](const QString& error) {
                if (control)
                    control->tell(before, options, error);
            });
        return;
    }
    if (!isRunning()) {
        m_trial = Trial{m_hands.options(), options, false, true};
        startWith(options);
        return;
    }
    if (!changesAddress(options))
        return restart(options);
    m_hands.holdAddress(
        options, [control = QPointer(this), options](const QString& error, quint16 freePort) {
            if (!control || control->m_retired)
                return;
            if (error.isEmpty())
                control->restart(options);
            else
                Q_EMIT control->addressRefused(options, error, freePort);
        });
}

void HubControl::restart(const HubOptions& options)
{
    m_trial = Trial{m_hands.options(), options, true, false};
    m_startAfterStop = options;
    if (isRunning())
        m_hands.stop();
    else
        startAgain(); // it has stopped by itself meanwhile
}

void HubControl::tell(const HubOptions& before, const HubOptions& after, const QString& error)
{
    if (!error.isEmpty()) {
        Q_EMIT refused(error);
        return;
    }
    QStringList what;
    for (const OptionSpec& spec : hubOptionSpecs()) {
        const QString name = QString::fromLatin1(spec.name);
        const QString text = hubOptionText(after, name);
        if (text == hubOptionText(before, name))
            continue;
        if (isLiveOption(name))
            what << name + QLatin1Char(' ') + text;
        else if (isExchangedOption(name))
            what << name; // what it is is nobody's to read
    }
    Q_EMIT changed(before, after, what.join(QStringLiteral(", ")));
}

} // namespace fanlight
