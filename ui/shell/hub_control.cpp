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
    // Only a taken port can become free by itself.
    if (failed && status.suggestedPort != 0 && !m_retired)
        m_retry.start();
    else
        m_retry.stop();
}

void HubControl::startAgain()
{
    if (m_status.state == HubState::Stopped && m_startAfterStop && !m_retired)
        startWith(*std::exchange(m_startAfterStop, std::nullopt));
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
    startWith(options);
}

void HubControl::startWith(const HubOptions& options)
{
    m_retry.stop();
    m_hands.start(options);
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
    Q_EMIT accepted();
    if (!isRunning()) {
        startWith(options);
        return;
    }
    m_startAfterStop = options;
    m_hands.stop();
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
        if (isLiveOption(name) && text != hubOptionText(before, name))
            what << name + QLatin1Char(' ') + text;
    }
    Q_EMIT changed(before, after, what.join(QStringLiteral(", ")));
}

} // namespace fanlight
