// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/caution.h"

#include "browser.h"
#include "connections/disconnect_menu.h"
#include "support/room.h"
#include "widgets/question.h"

#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTest>
#include <QUrl>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestCaution : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withAnyOtherHubNothingIsAsked()
    {
        QWidget window;
        int done = 0;
        QVERIFY(!Caution().ask(window, {}, [&done] { ++done; }));
        QCOMPARE(done, 1);
    }

    void inProductionTheNameOfTheHubIsTyped()
    {
        QWidget window;
        int done = 0;
        Question* question = Caution{true, u"eu-1"_s}.ask(
            window, {u"Begin a fault"_s, u"Streams end."_s, u"&Begin"_s}, [&done] { ++done; });
        QVERIFY(question);
        QCOMPARE(question->facts(), QStringList{u"“eu-1” is in production."_s});
        QVERIFY(!question->choice(0)->isEnabled());
        question->line()->setText(u"eu-2"_s);
        QVERIFY(!question->choice(0)->isEnabled());
        QCOMPARE(question->problem(), u"Its name is “eu-1”."_s);
        question->line()->setText(u"eu-1"_s);
        QVERIFY(question->choice(0)->isEnabled());
        QCOMPARE(done, 0);
        question->choice(0)->click();
        QCOMPARE(done, 1);
    }

    void whatIsNotConfirmedIsNotDone()
    {
        QWidget window;
        int done = 0;
        const QPointer<Question> question
            = Caution{true, {}}.ask(window, {u"a"_s, u"b"_s, u"c"_s}, [&done] { ++done; });
        question->cancelButton()->click();
        QCOMPARE(done, 0);
    }

    void twoStreamsOfAHubInProductionAreManyAndOneIsNot()
    {
        QWidget window;
        Caution caution;
        int ended = 0;
        const DisconnectMenu::Deed deed{[&ended](const std::vector<quint64>& ids,
                                            const DisconnectIntent&) { ended += int(ids.size()); },
            &caution};
        const DisconnectIntent& intent = DisconnectIntent::all().front();
        DisconnectMenu::confirm(window, {1, 2}, intent, deed);
        QCOMPARE(ended, 2); // as ever
        caution = {true, u"eu-1"_s};
        DisconnectMenu::confirm(window, {1}, intent, deed);
        QCOMPARE(ended, 3);
        DisconnectMenu::confirm(window, {1, 2}, intent, deed);
        QCOMPARE(ended, 3);
        auto* question = window.findChild<Question*>();
        QVERIFY(question && question->line());
        question->line()->setText(u"eu-1"_s);
        question->choice(0)->click();
        QCOMPARE(ended, 5);
    }

    void onlyAddressesOfTheWebGoToTheBrowser_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("opened");
        QTest::newRow("https") << u"https://eu-1.example:3000/"_s << true;
        QTest::newRow("http") << u"http://localhost:3000"_s << true;
        QTest::newRow("a file") << u"file:///etc/passwd"_s << false;
        QTest::newRow("a program") << u"ssh://host"_s << false;
        QTest::newRow("no host") << u"https:///etc/passwd"_s << false;
        QTest::newRow("another name before it") << u"https://eu-1.example@evil.example/"_s << false;
        QTest::newRow("nothing") << QString() << false;
    }
    void onlyAddressesOfTheWebGoToTheBrowser()
    {
        QFETCH(const QString, url);
        QFETCH(const bool, opened);
        QCOMPARE(browser::isWebAddress(QUrl(url, QUrl::StrictMode)), opened);
    }
};

ROOM_TEST(TestCaution, QApplication)
#include "tst_caution.moc"
