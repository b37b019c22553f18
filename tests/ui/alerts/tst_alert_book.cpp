// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/alert_book.h"

#include "support/patience.h"
#include "support/room.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 StartMs = 1'700'000'000'000;
using Phase = AlertState::Phase;

AlertReading slow(qint64 seconds, quint64 clients)
{
    AlertReading reading;
    reading.timeMs = StartMs + seconds * 1000;
    reading.isMeasured = true;
    reading.newest.slowClients = clients;
    return reading;
}

AlertReading nothing(qint64 seconds)
{
    AlertReading reading;
    reading.timeMs = StartMs + seconds * 1000;
    return reading;
}

AlertRule line(const QString& text)
{
    return *AlertRule::parse(text).rule;
}

} // namespace

class TestAlertBook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        m_book.reset();
        m_directory.reset();
    }

    void firesOnceItHasHeldLongEnoughAndIsOverOnceItHasRestedAsLong()
    {
        const QString id = add(u"slow_clients > 0 for 10 s"_s);
        QSignalSpy fired(m_book.get(), &AlertBook::fired);
        QSignalSpy settled(m_book.get(), &AlertBook::settled);
        take(slow(0, 0));
        QCOMPARE(m_book->state(id).phase, Phase::Inactive);
        for (int second = 1; second < 11; ++second)
            take(slow(second, 3));
        QCOMPARE(m_book->state(id).phase, Phase::Pending);
        QCOMPARE(m_book->state(id).sinceMs, StartMs + 1000);
        QCOMPARE(m_book->state(id).value, 3.0);
        QCOMPARE(fired.size(), 0);
        take(slow(11, 3));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        QCOMPARE(fired.size(), 1);
        QCOMPARE(m_book->firing(), 1);
        for (int second = 12; second < 22; ++second)
            take(slow(second, second % 2)); // it comes and goes
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        QCOMPARE(fired.size(), 1);
        for (int second = 22; second < 32; ++second)
            take(slow(second, 0));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        take(slow(32, 0));
        QCOMPARE(m_book->state(id).phase, Phase::Inactive);
        QCOMPARE(settled.size(), 1);
        const auto event = settled.first().first().value<AlertBook::Event>();
        QCOMPARE(event.firedAtMs, StartMs + 11'000);
        QCOMPARE(event.timeMs, StartMs + 32'000);
    }

    void withoutATimeItFiresAndSettlesAtOnce()
    {
        const QString id = add(u"slow_clients > 0"_s);
        take(slow(0, 1));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        take(slow(1, 0));
        QCOMPARE(m_book->state(id).phase, Phase::Inactive);
    }

    void whatHoldsForTooShortNeverFires()
    {
        const QString id = add(u"slow_clients > 0 for 3 s"_s);
        QSignalSpy fired(m_book.get(), &AlertBook::fired);
        for (int second = 0; second < 30; ++second)
            take(slow(second, second % 3));
        QCOMPARE(fired.size(), 0);
        QVERIFY(m_book->state(id).phase != Phase::Firing);
    }

    void whatIsUnknownNeitherFiresNorSettles()
    {
        const QString id = add(u"slow_clients > 0 for 3 s"_s);
        for (int second = 0; second < 3; ++second)
            take(slow(second, 1));
        for (int second = 3; second < 10; ++second)
            take(nothing(second));
        QCOMPARE(m_book->state(id).phase, Phase::Pending);
        QVERIFY(!isKnown(m_book->state(id).value));
        take(slow(10, 1)); // it has to hold anew
        QCOMPARE(m_book->state(id).phase, Phase::Pending);
        for (int second = 11; second < 14; ++second)
            take(slow(second, 1));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        for (int second = 14; second < 100; ++second)
            take(nothing(second));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
        for (int second = 100; second < 104; ++second)
            take(slow(second, 0));
        QCOMPARE(m_book->state(id).phase, Phase::Inactive);
    }

    void aGapIsNoTimeInWhichItHeld()
    {
        const QString id = add(u"slow_clients > 0 for 60 s"_s);
        take(slow(0, 1));
        take(slow(300, 1)); // the computer slept
        QCOMPARE(m_book->state(id).phase, Phase::Pending);
    }

    void aClockThatIsSetBackHoldsNothingUp()
    {
        const QString id = add(u"slow_clients > 0 for 3 s"_s);
        take(slow(5000, 1));
        for (int second = 0; second < 4; ++second)
            take(slow(second, 1));
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
    }

    void keepsTheStatesOfOtherHubs()
    {
        const QString all = add(u"slow_clients > 0"_s);
        AlertRule only = line(u"slow_clients > 5"_s);
        only.hub = u"eu-1"_s;
        m_book->save(only);
        const QString eu = m_book->rules().back().id;
        m_book->setHub({u"eu-1"_s, u"Europe"_s});
        take(slow(0, 9));
        QCOMPARE(m_book->firing(), 2);
        m_book->setHub({});
        QCOMPARE(m_book->firing(), 0);
        QVERIFY(!m_book->concerns(*m_book->rule(eu)));
        take(slow(1, 0));
        QCOMPARE(m_book->state(all).phase, Phase::Inactive);
        QSignalSpy fired(m_book.get(), &AlertBook::fired);
        m_book->setHub({u"eu-1"_s, u"Europe"_s});
        QCOMPARE(m_book->firing(), 2);
        take(slow(2, 9));
        QCOMPARE(fired.size(), 0); // it still does, and is not told of again
    }

    void hubsThatAreNotLookedAtAreWatchedAllTheSame()
    {
        const QString id = add(u"slow_clients > 0"_s);
        QSignalSpy fired(m_book.get(), &AlertBook::fired);
        QSignalSpy changed(m_book.get(), &AlertBook::statesChanged);
        m_book->take({u"eu-1"_s, u"Europe"_s}, slow(0, 9));
        QCOMPARE(fired.size(), 1);
        QCOMPARE(fired.first().first().value<AlertBook::Event>().hub.name, u"Europe"_s);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(m_book->firing(), 0);
        take(slow(1, 0)); // the one that is looked at
        QCOMPARE(m_book->state(id).phase, Phase::Inactive);
        m_book->setHub({u"eu-1"_s, u"Europe"_s});
        QCOMPARE(m_book->state(id).phase, Phase::Firing);
    }

    void theWorstOfThoseThatFireCounts()
    {
        add(u"slow_clients > 0"_s);
        AlertRule critical = line(u"slow_clients > 5"_s);
        critical.severity = AlertSeverity::Critical;
        m_book->save(critical);
        take(slow(0, 3));
        QCOMPARE(m_book->worst(), AlertSeverity::Warning);
        take(slow(1, 9));
        QCOMPARE(m_book->worst(), AlertSeverity::Critical);
    }

    void whatIsChangedSwitchedOffOrDeletedIsWithdrawn()
    {
        const QString id = add(u"slow_clients > 0"_s);
        QSignalSpy withdrawn(m_book.get(), &AlertBook::withdrawn);
        take(slow(0, 1));
        AlertRule rule = *m_book->rule(id);
        rule.name = u"slow"_s; // it is the same condition
        QCOMPARE(m_book->save(rule), QString());
        QCOMPARE(withdrawn.size(), 0);
        QCOMPARE(m_book->firing(), 1);
        rule.isOn = false;
        m_book->save(rule);
        QCOMPARE(withdrawn.size(), 1);
        take(slow(1, 1));
        QCOMPARE(m_book->firing(), 0);
        rule.isOn = true;
        m_book->save(rule);
        take(slow(2, 1));
        QCOMPARE(m_book->firing(), 1);
        m_book->remove(id);
        QCOMPARE(withdrawn.size(), 2);
        QCOMPARE(withdrawn.last(), (QVariantList{QString(), id}));
    }

    void isRestoredInItsPlace()
    {
        add(u"slow_clients > 0"_s);
        const QString second = add(u"slow_clients > 1"_s);
        add(u"slow_clients > 2"_s);
        const AlertRule rule = *m_book->rule(second);
        m_book->remove(second);
        QCOMPARE(m_book->rules().size(), 2U);
        m_book->restore(rule, 1);
        QCOMPARE(m_book->indexOf(second), 1);
        m_book->restore(rule, 1); // it is there
        QCOMPARE(m_book->rules().size(), 3U);
    }

    void isBounded()
    {
        for (std::size_t i = 0; i < AlertBook::Most; ++i)
            QCOMPARE(m_book->save(line(u"slow_clients > %1"_s.arg(i))), QString());
        QVERIFY(m_book->save(line(u"slow_clients > 1000"_s)).contains(u"delete one"_s));
        AlertRule named = m_book->rules().front();
        named.name = QString(81, u'x');
        QVERIFY(m_book->save(named).contains(u"80 characters"_s));
        QVERIFY(!m_book->save({}).isEmpty());
        QCOMPARE(m_book->rules().size(), AlertBook::Most);
    }

    void rulesAreThereAfterARestartAndStatesAreNot()
    {
        AlertRule rule = line(u"slow_clients > 0 for 30 s"_s);
        rule.name = u"slow"_s;
        m_book->save(rule);
        take(slow(0, 1));
        m_book.reset();
        open();
        QCOMPARE(m_book->rules().size(), 1U);
        QCOMPARE(m_book->rules().front().text(), rule.text());
        QCOMPARE(m_book->rules().front().name, rule.name);
        QCOMPARE(m_book->state(m_book->rules().front().id).phase, Phase::Inactive);
    }

    void anotherWindowsRulesAreThereToo()
    {
        AlertBook other(path());
        QCOMPARE(other.save(line(u"redis away"_s)), QString());
        QTRY_COMPARE(m_book->rules().size(), 1U);
        QCOMPARE(m_book->rules().front().text(), u"redis away"_s);
    }

    void aDamagedFileIsPutAside()
    {
        m_book.reset();
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"rules\":[{\"id\":\"a\",\"rule\":\"nonsense\"}]}");
        file.close();
        open();
        QVERIFY(m_book->isEmpty());
        QVERIFY(!m_book->problem().isEmpty());
    }

    void moreThanTheMostInAFileAreNotRead()
    {
        m_book.reset();
        QJsonArray items;
        for (int i = 0; i < 250; ++i) {
            AlertRule rule = line(u"slow_clients > 0"_s);
            rule.id = QString::number(i);
            items.append(rule.toJson());
        }
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QJsonDocument(QJsonObject{{u"rules"_s, items}}).toJson());
        file.close();
        open();
        QCOMPARE(m_book->rules().size(), AlertBook::Most);
    }

private:
    QString path() const { return m_directory->filePath(u"alerts.json"_s); }
    void open() { m_book = std::make_unique<AlertBook>(path()); }
    void take(const AlertReading& reading) { m_book->take(m_book->hub(), reading); }
    QString add(const QString& text)
    {
        m_book->save(line(text));
        return m_book->rules().back().id;
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<AlertBook> m_book;
};

ROOM_TEST(TestAlertBook, QCoreApplication)
#include "tst_alert_book.moc"
