// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/way_back.h"

#include "hub/local_hub.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestWayBack : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_there = {{u"7"_s, {u"1"_s, u"2"_s}}, {u"8"_s, {u"3"_s}}};
        m_error.clear();
        m_more = false;
        m_here.clear();
        m_largest = 0;
        m_back = std::make_unique<WayBack>(WayBack::Hands{
            [this](AudienceKind kind, const std::function<void(const AudienceSets&)>& done) {
                AudienceSets found;
                found.error = m_error;
                found.more = m_more;
                for (const auto& [name, users] : m_there) {
                    if (kind == AudienceKind::Followers)
                        found.sets.push_back({name, users.size()});
                }
                done(found);
            },
            [this](AudienceKind, const QString& set,
                const std::function<void(const AudienceMembers&)>& done) {
                done({{}, m_there[set]});
            },
            [this](const std::vector<AudienceChange>& changes,
                const std::function<void(const QString&, quint64)>& done) {
                m_largest = std::max(m_largest, changes[0].users.size());
                if (!m_error.isEmpty())
                    return done(m_error, 0);
                for (const QString& user : changes[0].users)
                    m_here[changes[0].set] << user;
                done({}, quint64(changes[0].users.size()));
            }});
    }

    void givesAllThatItHasRead()
    {
        QSignalSpy readAll(m_back.get(), &WayBack::readAll);
        QSignalSpy given(m_back.get(), &WayBack::given);
        m_back->read();
        QCOMPARE(readAll.size(), 1);
        QCOMPARE(m_back->users(), 3);
        QVERIFY(m_here.empty());
        m_back->give();
        QCOMPARE(given.size(), 1);
        QCOMPARE(given[0][0].toLongLong(), 3);
        QCOMPARE(m_here, m_there);
        m_back->give(); // once
        QCOMPARE(given.size(), 1);
    }

    void aLargeSetGoesInPieces()
    {
        QStringList users;
        for (int i = 0; i < 25'000; ++i)
            users << QString::number(i);
        m_there = {{u"7"_s, users}};
        m_back->read();
        m_back->give();
        QCOMPARE(m_largest, LocalHub::MostChanged);
        QCOMPARE(m_here[u"7"_s].size(), 25'000);
    }

    void whatCannotBeReadIsSaidAndNothingIsGiven()
    {
        QSignalSpy failed(m_back.get(), &WayBack::failed);
        m_error = u"Redis is away."_s;
        m_back->read();
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), m_error);
        m_error.clear();
        m_more = true;
        m_back->read();
        QCOMPARE(failed.size(), 2);
        m_back->give();
        QVERIFY(m_here.empty());
    }

    void saysHowManyWereGivenWhenItFails()
    {
        QSignalSpy given(m_back.get(), &WayBack::given);
        m_back->read();
        m_error = u"full"_s;
        m_back->give();
        QCOMPARE(given.size(), 1);
        QCOMPARE(given[0][0].toLongLong(), 0);
        QCOMPARE(given[0][1].toString(), u"full"_s);
    }

    void cancelledItHasNothing()
    {
        m_back->read();
        m_back->cancel();
        QVERIFY(!m_back->hasAll());
        m_back->give();
        QVERIFY(m_here.empty());
    }

private:
    std::map<QString, QStringList> m_there;
    std::map<QString, QStringList> m_here;
    QString m_error;
    bool m_more = false;
    qsizetype m_largest = 0;
    std::unique_ptr<WayBack> m_back;
};

ROOM_TEST(TestWayBack, QCoreApplication)
#include "tst_way_back.moc"
