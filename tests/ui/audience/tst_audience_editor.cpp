// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "audience/audience_editor.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAudienceEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_setsAsked.clear();
        m_membersAsked.clear();
        m_changes.clear();
        m_changed.clear();
        m_editor = std::make_unique<AudienceEditor>(AudienceEditor::Hands{
            [this](AudienceKind, const QString& contains,
                const std::function<void(const AudienceSets&)>& done) {
                m_setsAsked.push_back({contains, done});
            },
            [this](AudienceKind, const QString& set, const AudienceExport::Answer& done) {
                m_membersAsked.push_back({set, done});
            },
            [this](const std::vector<AudienceChange>& changes, const AudienceJob::Answer& done) {
                m_changed.insert(m_changed.end(), changes.begin(), changes.end());
                m_changes.push_back(done);
            }});
    }

    void asksOnlyWhileSeenAndListening()
    {
        m_editor->refresh();
        m_editor->setSeen(true);
        QCOMPARE(m_setsAsked.size(), 0U);
        listen();
        QCOMPARE(m_setsAsked.size(), 1U);
        m_editor->setSeen(false);
        m_setsAsked[0].second(sets({u"7"_s}));
        m_editor->refresh();
        QCOMPARE(m_setsAsked.size(), 1U);
        QCOMPARE(m_membersAsked.size(), 0U);
    }

    void theFirstSetIsSelectedAndItsUsersAskedFor()
    {
        see();
        QSignalSpy shown(m_editor.get(), &AudienceEditor::setShown);
        m_setsAsked[0].second(sets({u"42"_s, u"7"_s}));
        QCOMPARE(m_editor->set(), u"7"_s); // in natural order
        QCOMPARE(shown.count(), 1);
        QCOMPARE(m_membersAsked.size(), 1U);
        QCOMPARE(m_membersAsked[0].first, u"7"_s);
    }

    void usersOfASetThatWasLeftAreNotShown()
    {
        see();
        m_setsAsked[0].second(sets({u"42"_s, u"7"_s}));
        m_editor->select(u"42"_s);
        QCOMPARE(m_membersAsked.size(), 1U); // one question at a time
        m_membersAsked[0].second({{}, {u"1"_s}});
        QCOMPARE(m_editor->members().rowCount(), 0);
        QCOMPARE(m_membersAsked.size(), 2U);
        m_membersAsked[1].second({{}, {u"1"_s, u"2"_s}});
        QCOMPARE(m_editor->memberCountText(), u"2 followers"_s);
    }

    void whatIsSearchedForMeanwhileIsAskedAnew()
    {
        see();
        m_editor->setSearch(u"4"_s);
        m_setsAsked[0].second(sets({u"7"_s}));
        QCOMPARE(m_editor->sets().rowCount(), 0);
        QCOMPARE(m_setsAsked.size(), 2U);
        QCOMPARE(m_setsAsked[1].first, u"4"_s);
        m_setsAsked[1].second(sets({}));
        QVERIFY(!m_editor->isEmpty()); // there may be others
    }

    void aSetThatIsNotListedIsLeftUnlessSomethingIsSearchedFor()
    {
        m_editor->showSets(sets({u"1"_s, u"2"_s}));
        m_editor->select(u"2"_s);
        m_editor->setSearch(u"1"_s);
        m_editor->showSets(sets({u"1"_s}));
        QCOMPARE(m_editor->set(), u"2"_s);
        m_editor->setSearch({});
        m_editor->showSets(sets({u"1"_s}));
        QCOMPARE(m_editor->set(), u"1"_s);
    }

    void removedUsersAreBroughtBackByUndo()
    {
        see();
        m_setsAsked[0].second(sets({u"7"_s}));
        QVERIFY(!m_editor->canUndo());
        m_editor->removeUsers({u"1"_s, u"2"_s});
        QTRY_COMPARE(m_changes.size(), 1U);
        QVERIFY(m_changed[0].remove);
        QVERIFY(!m_editor->canUndo()); // it is under way
        m_changes[0]({}, 2);
        QTRY_VERIFY(m_editor->canUndo());
        m_editor->undo();
        QTRY_COMPARE(m_changes.size(), 2U);
        QVERIFY(!m_changed[1].remove);
        QCOMPARE(m_changed[1].set, u"7"_s);
        QCOMPARE(m_changed[1].users, (QStringList{u"1"_s, u"2"_s}));
        m_changes[1]({}, 2);
        QTRY_VERIFY(!m_editor->isBusy());
        QVERIFY(!m_editor->canUndo()); // once
    }

    void whatWasDoneToAnotherAudienceIsNotToldOfThisOne()
    {
        see();
        m_setsAsked[0].second(sets({u"7"_s}));
        m_editor->removeUsers({u"1"_s});
        QTRY_COMPARE(m_changes.size(), 1U);
        m_changes[0]({}, 1);
        QTRY_VERIFY(m_editor->canUndo());
        QVERIFY(!m_editor->work().text.isEmpty());
        HubStatus moved = m_editor->status();
        moved.broker.kind = u"redis"_s;
        m_editor->takeStatus(moved);
        QVERIFY(!m_editor->canUndo());
        QCOMPARE(m_editor->work().text, QString());
    }

    void anotherKindAndTheHubsEndLeaveNothing()
    {
        see();
        m_setsAsked[0].second(sets({u"7"_s}));
        m_editor->setKind(AudienceKind::Interests);
        QVERIFY(m_editor->isEmpty());
        QCOMPARE(m_editor->titleText(), u"No set selected"_s);
        m_setsAsked.back().second(sets({u"like"_s}));
        QCOMPARE(m_editor->setCountText(), u"1 type"_s);
        m_editor->takeStatus({});
        QVERIFY(m_editor->isEmpty());
        QVERIFY(!m_editor->isListening());
    }

    void oneChangeAtATime()
    {
        see();
        m_editor->show(u"42"_s);
        QVERIFY(!m_editor->addTyped(u" "_s));
        QVERIFY(m_editor->addTyped(u"1, 2 3"_s));
        QVERIFY(m_editor->isBusy());
        QVERIFY(!m_editor->addTyped(u"4"_s));
        m_editor->exportTo(u"unused.csv"_s, {u"42"_s});
        QVERIFY(m_editor->work().text.startsWith(u"Adding to “42”"_s));
        QTRY_COMPARE(m_changes.size(), 1U);
        m_changes[0]({}, 3);
        QTRY_VERIFY(!m_editor->isBusy());
        QVERIFY(m_editor->work().text.startsWith(u"Adding to “42”: "_s));
        QVERIFY(!m_editor->work().failed);
    }

    void whatCannotBeTakenStaysToBeMended()
    {
        see();
        m_editor->show(u"42"_s);
        QVERIFY(!m_editor->addTyped(u"1 "_s + QString(300, u'x')));
        QVERIFY(m_editor->problem().contains(u"1 refused"_s));
        QVERIFY(!m_editor->isBusy());
        QVERIFY(m_editor->addTyped(u"1"_s));
        QCOMPARE(m_editor->problem(), QString());
    }

    void aSetWithoutUsersIsDroppedWithoutTheHub()
    {
        see();
        m_editor->show(u"99"_s);
        m_editor->deleteSet(u"99"_s);
        QCOMPARE(m_changes.size(), 0U);
        m_setsAsked.back().second(sets({}));
        QCOMPARE(m_editor->set(), QString());
        QSignalSpy told(m_editor.get(), &AudienceEditor::lastAction);
        m_editor->deleteSet(u"7"_s);
        QCOMPARE(m_changes.size(), 1U);
        m_changes[0](u"Redis is away."_s, 0);
        QCOMPARE(told[0][0].toString(), u"not deleted: Redis is away."_s);
        QCOMPARE(m_editor->problem(), u"Redis is away."_s);
    }

private:
    void listen()
    {
        HubStatus status;
        status.state = HubState::Listening;
        status.startedAtMs = 1;
        m_editor->takeStatus(status);
    }
    void see()
    {
        m_editor->setSeen(true);
        listen();
    }
    static AudienceSets sets(const QStringList& names)
    {
        AudienceSets all;
        for (const QString& name : names)
            all.sets.push_back({name, 3});
        return all;
    }

    std::vector<std::pair<QString, std::function<void(const AudienceSets&)>>> m_setsAsked;
    std::vector<std::pair<QString, AudienceExport::Answer>> m_membersAsked;
    std::vector<AudienceJob::Answer> m_changes;
    std::vector<AudienceChange> m_changed; // what they are of
    std::unique_ptr<AudienceEditor> m_editor;
};

ROOM_TEST(TestAudienceEditor, QCoreApplication)
#include "tst_audience_editor.moc"
