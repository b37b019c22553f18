// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "audience/audience_page.h"
#include "audience/demo_dialog.h"
#include "audience/paste_dialog.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestAudiencePage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_page = std::make_unique<AudiencePage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void saysThatTheHubIsNeeded()
    {
        QVERIFY(m_page->emptyState()->isVisible());
        QCOMPARE(m_page->emptyState()->title(), u"The hub is not listening"_s);
        QVERIFY(!button(u"Import CSV…"_s).isEnabled());
    }

    void anEmptyAudienceTeaches()
    {
        startHub();
        QTRY_COMPARE(m_page->emptyState()->title(), u"Nobody follows anybody yet"_s);
        QVERIFY(m_page->emptyState()->commands().first().contains(u"/api/users/42/followers"_s));
        QVERIFY(m_page->emptyState()->actionButton()->isVisible());
        QVERIFY(m_page->emptyState()->secondActionButton()->isVisible());
        QVERIFY(hasLabel(*m_page, u"In memory: gone when the hub stops."_s));
        m_page->findChild<Segmented*>()->setCurrent(1);
        QTRY_COMPARE(m_page->emptyState()->title(), u"Nobody wants anything yet"_s);
        QVERIFY(m_page->emptyState()->commands().first().contains(u"/api/users/42/interests"_s));
    }

    void showsSetsAndTheUsersOfTheSelectedOne()
    {
        m_page->editor().showSets(sets({{u"42"_s, 3}, {u"7"_s, 1}}));
        QVERIFY(!m_page->emptyState()->isVisible());
        QCOMPARE(m_page->editor().set(), u"7"_s); // the first is
        m_page->selectSet(u"42"_s);
        QCOMPARE(m_page->titleText(), u"Followers of author 42"_s);
        m_page->editor().showMembers(u"7"_s, {{}, {u"x"_s}}); // too late: another is selected
        QCOMPARE(m_page->editor().members().rowCount(), 0);
        m_page->editor().showMembers(u"42"_s, {{}, {u"1"_s, u"2"_s, u"13"_s}});
        QCOMPARE(m_page->countText(), u"3 followers"_s);
        findField(*m_page, u"Filter users"_s)->setText(u"1"_s);
        QTRY_COMPARE(m_page->countText(), u"2 of 3"_s);
    }

    void theSelectionStaysWhenTheSetsComeAnew()
    {
        m_page->editor().showSets(sets({{u"1"_s, 3}, {u"2"_s, 1}}));
        m_page->selectSet(u"2"_s);
        m_page->editor().showMembers(u"2"_s, {{}, {u"5"_s}});
        m_page->editor().showSets(sets({{u"0"_s, 3}, {u"1"_s, 3}, {u"2"_s, 2}}));
        QCOMPARE(m_page->editor().set(), u"2"_s);
        QCOMPARE(m_page->editor().members().rowCount(), 1); // until it is told anew
        m_page->editor().showSets(sets({{u"0"_s, 3}}));
        QCOMPARE(m_page->editor().set(), u"0"_s); // it is gone
    }

    void aNewSetWaitsForItsFirstUser()
    {
        m_page->editor().showSets(sets({{u"1"_s, 3}}));
        m_page->selectSet(u"99"_s);
        QCOMPARE(m_page->titleText(), u"Followers of author 99"_s);
        QCOMPARE(m_page->countText(), u"not kept until it has a user"_s);
        m_page->editor().showSets(sets({{u"1"_s, 3}})); // the hub knows nothing of it
        QCOMPARE(m_page->editor().set(), u"99"_s);
        m_page->editor().showSets(sets({{u"1"_s, 3}, {u"99"_s, 1}}));
        m_page->editor().showMembers(u"99"_s, {{}, {u"5"_s}});
        QCOMPARE(m_page->countText(), u"1 follower"_s);
        QCOMPARE(m_page->editor().sets().rowCount(), 2);
    }

    void saysWhenThereAreMoreSets()
    {
        AudienceSets many = sets({{u"1"_s, 3}, {u"2"_s, 3}});
        many.more = true;
        m_page->editor().showSets(many);
        QVERIFY(hasLabel(*m_page, u"the first 2 authors: search for others"_s));
    }

    void saysWhyItCouldNotBeRead()
    {
        startHub();
        QTRY_COMPARE(m_page->emptyState()->title(), u"Nobody follows anybody yet"_s);
        m_page->editor().showSets({u"Redis is away."_s, {}, false});
        QCOMPARE(m_page->emptyState()->title(), u"The audience could not be read"_s);
        QCOMPARE(m_page->emptyState()->text(), u"Redis is away."_s);
    }

    void importsAFileAndSaysWhatBecameOfIt()
    {
        startHub();
        QFile file(m_around->path(u"x.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("author,user\n1,2\n1,3\n2,3\n,4\n");
        file.close();
        QSignalSpy told(m_page.get(), &AudiencePage::lastAction);
        m_page->editor().importFile(file.fileName());
        QVERIFY(m_page->editor().job().isRunning());
        m_page->editor().generate({}, true); // one at a time
        QTRY_VERIFY(!m_page->editor().job().isRunning());
        QVERIFY2(m_page->jobText().startsWith(u"Importing x.csv: 3 rows: "_s),
            qPrintable(m_page->jobText()));
        QVERIFY(m_page->jobText().endsWith(u"1 refused: line 5: author: must not be empty"_s));
        QCOMPARE(told.count(), 1);
        button(u"Close"_s).click();
        QCOMPARE(m_page->jobText(), QString());
    }

    void typedUsersAreAddedUnlessOneCannotBe()
    {
        startHub();
        m_page->selectSet(u"42"_s);
        QLineEdit& add = *findField(*m_page, u"Users to add"_s);
        add.setText(u"1 "_s + QString(300, u'x'));
        QTest::keyClick(&add, Qt::Key_Return);
        QVERIFY(!m_page->editor().job().isRunning());
        QVERIFY(
            hasLabel(*m_page, u"1 user, 1 refused: line 1: must not be longer than 256 bytes"_s));
        QVERIFY(!add.text().isEmpty());
        add.setText(u"1, 2 3"_s);
        QTest::keyClick(&add, Qt::Key_Return);
        QVERIFY(m_page->editor().job().isRunning());
        QTRY_VERIFY(!m_page->editor().job().isRunning());
        QVERIFY(m_page->jobText().startsWith(u"Adding to “42”: "_s));
        QVERIFY(add.text().isEmpty());
    }

    void theHubsEndEndsAJob()
    {
        startHub();
        m_page->editor().generate({DemoGraphPlan::MostUsers, 1000, 500, 0.9, 1}, true);
        QVERIFY(m_page->editor().job().isRunning());
        m_around->hub.stop();
        QTRY_VERIFY(!m_page->editor().job().isRunning());
        QTRY_COMPARE(m_page->emptyState()->title(), u"The hub is not listening"_s);
    }

    void asksNothingWhileHidden()
    {
        m_page->hide();
        startHub();
        m_page->editor().showSets(sets({{u"1"_s, 3}}));
        HubStatus restarted = m_around->hub.status();
        restarted.startedAtMs += 1;
        Q_EMIT m_around->hub.statusChanged(restarted);
        QTest::qWait(50); // in which an answer would come
        QCOMPARE(m_page->editor().sets().rowCount(), 1);
        m_page->show();
        QTRY_COMPARE(m_page->editor().sets().rowCount(), 0); // what the hub really has
    }

    void thePasteDialogSaysWhatItUnderstood()
    {
        PasteDialog dialog(u"followers of author 42"_s, m_around->theme.monospace(), m_page.get());
        QSignalSpy chosen(&dialog, &PasteDialog::chosen);
        QVERIFY(!dialog.addButton()->isEnabled());
        dialog.edit()->setPlainText(u"1 2 3 4 5 6 7 8 9 9"_s);
        QTRY_COMPARE(
            dialog.previewText(), u"9 users, 1 named twice\n1, 2, 3, 4, 5, 6, 7, 8, …, 9"_s);
        QCOMPARE(dialog.addButton()->text(), u"Add 9 users"_s);
        dialog.addButton()->click();
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toStringList().size(), 9);
    }

    void theDemoDialogSaysWhatWillComeOfIt()
    {
        DemoDialog dialog(60, 1000, m_page.get());
        QCOMPARE(dialog.plan().users, 60);
        QCOMPARE(QString::fromStdString(dialog.plan().problem()), QString());
        QVERIFY(dialog.generateButton()->isEnabled());
        QVERIFY(dialog.previewText().contains(u" followers in all: author 1 has "_s));
        dialog.setPlan({1000, 100, 50, 0.9, 1});
        QVERIFY(!dialog.generateButton()->isEnabled());
        QVERIFY2(
            dialog.previewText().endsWith(u"are more than the 1,000 that a hub in memory keeps."_s),
            qPrintable(dialog.previewText()));
        dialog.setPlan({20, 30, 5, 0.9, 1});
        QVERIFY(dialog.previewText().startsWith(u"There must be at least one author"_s));
    }

private:
    void startHub()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
    }
    static AudienceSets sets(const std::vector<AudienceSets::Set>& all) { return {{}, all, false}; }
    QAbstractButton& button(const QString& text) { return *findButton(*m_page, text); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<AudiencePage> m_page;
};

ROOM_TEST(TestAudiencePage, QApplication)
#include "tst_audience_page.moc"
