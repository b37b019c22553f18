// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/desktop_notifier.h"

#include "support/needed_program.h"
#include "support/patience.h"
#include "support/room.h"

#include <QProcess>
#include <QSignalSpy>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusContext>
#include <QtDBus/QDBusMessage>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// What a desktop has: it shows notices, and tells what became of them.
class FakeDesktop : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    struct Shown {
        uint id;
        QString title;
        QString text;
        QVariantMap hints;
    };
    std::vector<Shown> shown; // in the order of the calls
    QList<uint> closed;
    QStringList capabilities{u"body"_s, u"actions"_s};
    bool isBroken = false;
    bool isSlow = false; // holds its answers back
    std::vector<QDBusMessage> heldBack;

    void answer()
    {
        isSlow = false;
        for (const QDBusMessage& call : heldBack)
            QDBusConnection(u"desktop"_s).send(call.createReply(uint(m_last)));
        heldBack.clear();
    }

public Q_SLOTS:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString&, uint replaces, const QString&, const QString& title,
        const QString& text, const QStringList&, const QVariantMap& hints, int)
    {
        if (isBroken)
            sendErrorReply(QDBusError::Failed, u"broken"_s);
        const uint id = replaces > 0 ? replaces : ++m_last;
        shown.push_back({id, title, text, hints});
        if (isSlow) {
            setDelayedReply(true);
            heldBack.push_back(message());
        }
        return id;
    }
    void CloseNotification(uint id) { closed << id; }

Q_SIGNALS:
    void ActionInvoked(uint id, const QString& action);
    void NotificationClosed(uint id, uint reason);

private:
    uint m_last = 0;
};

class TestDesktopNotifier : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_PROGRAM("dbus-daemon");
        m_daemon.start(u"dbus-daemon"_s,
            {u"--session"_s, u"--nofork"_s, u"--nopidfile"_s, u"--print-address"_s});
        QVERIFY(m_daemon.waitForStarted());
        QTRY_VERIFY(m_daemon.canReadLine());
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
    }
    void cleanupTestCase()
    {
        m_daemon.terminate();
        if (m_daemon.state() != QProcess::NotRunning)
            m_daemon.waitForFinished();
    }
    void init()
    {
        m_desktop = std::make_unique<FakeDesktop>();
        QDBusConnection bus = QDBusConnection::connectToBus(m_address, u"desktop"_s);
        QVERIFY2(bus.isConnected(), qPrintable(bus.lastError().message()));
        QVERIFY(bus.registerService(u"org.freedesktop.Notifications"_s));
        QVERIFY(bus.registerObject(u"/org/freedesktop/Notifications"_s, m_desktop.get(),
            QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        m_notifier = std::make_unique<DesktopNotifier>(
            [this] { return QDBusConnection::connectToBus(m_address, u"window"_s); });
    }
    void cleanup()
    {
        m_notifier.reset();
        m_desktop.reset();
        QDBusConnection::disconnectFromBus(u"window"_s);
        QDBusConnection::disconnectFromBus(u"desktop"_s);
    }

    void showsANoticeAndReplacesItByTheNextOfItsKey()
    {
        m_notifier->show({u"a"_s, u"Alert: redis away"_s, u"redis is away"_s, true});
        QTRY_COMPARE(m_desktop->shown.size(), 1U);
        QCOMPARE(m_desktop->shown[0].title, u"Alert: redis away"_s);
        QCOMPARE(m_desktop->shown[0].text, u"redis is away"_s);
        QCOMPARE(m_desktop->shown[0].hints.value(u"urgency"_s).toInt(), 2);
        m_notifier->show({u"b"_s, u"Alert: slow_clients > 0"_s, {}, false});
        QTRY_COMPARE(m_desktop->shown.size(), 2U);
        QCOMPARE(m_desktop->shown[1].hints.value(u"urgency"_s).toInt(), 1);
        m_notifier->show({u"a"_s, u"Over: redis away"_s, {}, false});
        QTRY_COMPARE(m_desktop->shown.size(), 3U);
        QCOMPARE(m_desktop->shown[2].id, m_desktop->shown[0].id);
        QVERIFY(m_desktop->shown[1].id != m_desktop->shown[0].id);
    }

    void whatComesWhileAnAnswerIsAwaitedIsOneNoticeStill()
    {
        m_desktop->isSlow = true;
        m_notifier->show({u"a"_s, u"1"_s, {}, false});
        QTRY_COMPARE(m_desktop->shown.size(), 1U);
        m_notifier->show({u"a"_s, u"2"_s, {}, false});
        m_notifier->show({u"a"_s, u"3"_s, {}, false});
        m_desktop->answer();
        QTRY_COMPARE(m_desktop->shown.size(), 2U); // the newest of those
        QCOMPARE(m_desktop->shown[1].title, u"3"_s);
        QCOMPARE(m_desktop->shown[1].id, m_desktop->shown[0].id);
    }

    void aTextIsNoMarkup()
    {
        m_desktop->capabilities << u"body-markup"_s;
        m_notifier->show({u"a"_s, u"x < 5"_s, u"<b>x</b> & y"_s, false});
        QTRY_COMPARE(m_desktop->shown.size(), 1U);
        QCOMPARE(m_desktop->shown[0].title, u"x < 5"_s); // a title never is
        QCOMPARE(m_desktop->shown[0].text, u"&lt;b&gt;x&lt;/b&gt; &amp; y"_s);
    }

    void aPressLeadsBack()
    {
        QSignalSpy activated(m_notifier.get(), &Notifier::activated);
        m_notifier->show({u"a"_s, u"1"_s, {}, false});
        QTRY_COMPARE(m_desktop->shown.size(), 1U);
        // The answer may be under way still: it is told of what it is known by then.
        QTRY_VERIFY((Q_EMIT m_desktop->ActionInvoked(m_desktop->shown[0].id, u"default"_s),
            QTest::qWait(0), activated.size() > 0));
        QCOMPARE(activated.first().first().toString(), u"a"_s);
    }

    void isWithdrawn()
    {
        m_notifier->show({u"a"_s, u"1"_s, {}, false});
        m_notifier->withdraw(u"a"_s); // not sent yet
        m_notifier->show({u"b"_s, u"2"_s, {}, false});
        QTRY_COMPARE(m_desktop->shown.size(), 1U);
        QCOMPARE(m_desktop->shown[0].title, u"2"_s);
        m_notifier->withdraw(u"b"_s); // sent, answered or not
        QTRY_COMPARE(m_desktop->closed, QList<uint>{m_desktop->shown[0].id});
    }

    void isForTheWindowWhereNobodyShowsIt()
    {
        QSignalSpy refused(m_notifier.get(), &Notifier::refused);
        m_desktop->isBroken = true;
        m_notifier->show({u"a"_s, u"1"_s, {}, false});
        QTRY_COMPARE(refused.size(), 1);
        QDBusConnection(u"desktop"_s).unregisterService(u"org.freedesktop.Notifications"_s);
        m_notifier->show({u"a"_s, u"2"_s, {}, false});
        QTRY_COMPARE(refused.size(), 2);
        QCOMPARE(refused.last().first().value<DesktopNotice>().title, u"2"_s);
    }

    void withoutABusItIsForTheWindowAtOnce()
    {
        DesktopNotifier alone([] { return QDBusConnection(u"no such"_s); });
        QSignalSpy refused(&alone, &Notifier::refused);
        alone.show({u"a"_s, u"1"_s, {}, false});
        QCOMPARE(refused.size(), 1);
    }

private:
    QProcess m_daemon;
    QString m_address;
    std::unique_ptr<FakeDesktop> m_desktop;
    std::unique_ptr<DesktopNotifier> m_notifier;
};

ROOM_TEST(TestDesktopNotifier, QCoreApplication)
#include "tst_desktop_notifier.moc"
