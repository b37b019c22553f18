// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/desktop_notifier.h"

#include <QFileInfo>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

namespace {

const QString NotifyService = u"org.freedesktop.Notifications"_s;
const QString NotifyPath = u"/org/freedesktop/Notifications"_s;
const QString OpenAction = u"default"_s;
constexpr uchar NormalUrgency = 1;
constexpr uchar CriticalUrgency = 2;
constexpr int ServiceDecides = -1; // how long it is shown

QDBusMessage callOf(const char* method)
{
    return QDBusMessage::createMethodCall(
        NotifyService, NotifyPath, NotifyService, QLatin1String(method));
}

} // namespace

QDBusConnection DesktopNotifier::desktopBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isThere = qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || (!runtime.isEmpty() && QFileInfo::exists(runtime + u"/bus"_s));
    return isThere ? QDBusConnection::sessionBus() : QDBusConnection(QString());
}

DesktopNotifier::DesktopNotifier(Connect connect, QObject* parent)
    : Notifier(parent)
    , m_connect(std::move(connect))
{
}

bool DesktopNotifier::hasBus()
{
    if (m_bus && m_bus->isConnected())
        return true;
    m_bus = m_connect();
    if (!m_bus->isConnected())
        return false;
    m_service = Service::Unasked;
    m_bus->connect(NotifyService, NotifyPath, NotifyService, u"ActionInvoked"_s, this,
        SLOT(takeAction(uint, QString)));
    m_bus->connect(NotifyService, NotifyPath, NotifyService, u"NotificationClosed"_s, this,
        SLOT(takeClosed(uint, uint)));
    return true;
}

void DesktopNotifier::show(const DesktopNotice& notice)
{
    if (!hasBus()) {
        Q_EMIT refused(notice);
        return;
    }
    if (m_service == Service::There)
        return send(notice);
    if (m_waiting.size() >= MostWaiting) {
        Q_EMIT refused(notice);
        return;
    }
    m_waiting.push_back(notice);
    if (m_service == Service::Unasked)
        askWhatItCan();
}

void DesktopNotifier::askWhatItCan()
{
    m_service = Service::Asked;
    auto* watcher = new QDBusPendingCallWatcher(
        m_bus->asyncCall(callOf("GetCapabilities"), PatienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        m_service = reply.isError() ? Service::Unasked : Service::There;
        m_readsMarkup = !reply.isError() && reply.value().contains(u"body-markup"_s);
        for (const DesktopNotice& notice : std::exchange(m_waiting, {})) {
            if (m_service == Service::There)
                send(notice);
            else
                Q_EMIT refused(notice);
        }
    });
}

void DesktopNotifier::send(const DesktopNotice& notice)
{
    Shown& shown = m_shown[notice.key];
    shown.isWithdrawn = false;
    if (shown.isAsked) {
        shown.next = notice;
        return;
    }
    shown.isAsked = true;
    QDBusMessage call = callOf("Notify");
    const QVariantMap hints{
        {u"urgency"_s, QVariant::fromValue(notice.isCritical ? CriticalUrgency : NormalUrgency)},
        {u"desktop-entry"_s, u"fanlight"_s}};
    call.setArguments({u"Fanlight"_s, shown.id, u"fanlight"_s, notice.title,
        m_readsMarkup ? notice.text.toHtmlEscaped() : notice.text,
        QStringList{OpenAction, tr("Show")}, hints, ServiceDecides});
    auto* watcher = new QDBusPendingCallWatcher(m_bus->asyncCall(call, PatienceMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, notice] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError()) {
            m_service = Service::Unasked; // it is asked anew the next time
            m_shown.remove(notice.key);
            Q_EMIT refused(notice);
        } else {
            takeId(notice.key, reply.value());
        }
    });
}

void DesktopNotifier::takeId(const QString& key, uint id)
{
    Shown& shown = m_shown[key];
    shown.id = id;
    shown.isAsked = false;
    if (shown.next) {
        send(*std::exchange(shown.next, std::nullopt));
    } else if (shown.isWithdrawn) {
        m_shown.remove(key);
        close(id);
    }
}

void DesktopNotifier::withdraw(const QString& key)
{
    std::erase_if(m_waiting, [&key](const DesktopNotice& notice) { return notice.key == key; });
    const auto found = m_shown.find(key);
    if (found == m_shown.end())
        return;
    found->next.reset();
    if (found->isAsked) {
        found->isWithdrawn = true; // once it is told which one it is
        return;
    }
    const uint id = found->id;
    m_shown.erase(found);
    close(id);
}

void DesktopNotifier::close(uint id)
{
    QDBusMessage call = callOf("CloseNotification");
    call.setArguments({id});
    m_bus->asyncCall(call, PatienceMs);
}

void DesktopNotifier::takeAction(uint id, const QString& action)
{
    for (auto one = m_shown.cbegin(); one != m_shown.cend(); ++one) {
        if (one->id == id && action == OpenAction) {
            Q_EMIT activated(QString(one.key())); // it may be gone before all have heard
            return;
        }
    }
}

// The user put it away, or its time was over: the next one of that key is a new one.
void DesktopNotifier::takeClosed(uint id, uint)
{
    for (auto one = m_shown.begin(); one != m_shown.end(); ++one) {
        if (one->id == id && !one->isAsked) {
            m_shown.erase(one);
            return;
        }
    }
}

} // namespace fanlight
