// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "publish/batch_window.h"
#include "publish/delivery_card.h"
#include "publish/payload_editor.h"
#include "publish/payload_pane.h"
#include "publish/problem_pill.h"
#include "publish/publish_form.h"
#include "publish/publish_page.h"
#include "publish/sent_table.h"
#include "ui/page_fixture.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "widgets/undo_bar.h"
#include "widgets/question.h"
#include "support/room.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QSignalSpy>
#include <QSpinBox>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishResult delivered(quint64 recipients)
{
    PublishResult result;
    result.id = u"1732449751000-18"_s;
    result.channels = 1;
    result.recipients = recipients;
    result.receipt = 7;
    return result;
}

ReceiptFigures figures(quint64 recipients, quint64 acknowledged, quint64 gone, bool settled)
{
    ReceiptFigures result;
    result.recipients = recipients;
    result.acknowledged = acknowledged;
    result.gone = gone;
    result.settled = settled;
    if (acknowledged > 0)
        result.ack.record(3'800'000, acknowledged);
    result.write.record(200'000, recipients);
    return result;
}

ReceiptSnapshot receiptOf(quint64 number, const ReceiptFigures& total)
{
    ReceiptSnapshot receipt;
    receipt.number = number;
    receipt.id = u"1732449751000-18"_s;
    receipt.total = total;
    receipt.settled = total.settled;
    receipt.parts.push_back({u"here"_s, true, total});
    return receipt;
}

PublishRequest toUser(const QString& id)
{
    PublishRequest request;
    request.userIds = QStringList{id};
    request.data = "{\"b\":1}";
    return request;
}

} // namespace

class TestPublishPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        makePage();
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void checksThePayloadWithEveryKey()
    {
        type(u"{\"a\": 1}"_s);
        QCOMPARE(pill().text(), u"valid JSON, 7 B"_s);
        type(u"{\"a\" 1}"_s);
        QCOMPARE(pill().text(), u"line 1, column 6: expected “:”"_s);
        QVERIFY(wire().isEmpty());
    }

    void aPressOnTheProblemLeadsThere()
    {
        type(u"{\"a\" 1}"_s);
        page().findChild<QLineEdit*>()->setFocus();
        QTest::mouseClick(&pill(), Qt::LeftButton);
        QVERIFY(payload().hasFocus());
        QCOMPARE(payload().textCursor().position(), 5);
    }

    void showsWhatGoesOnTheWire()
    {
        type(u"{\n \"a\": 1\n}"_s);
        field(u"Event name"_s).setText(u"note"_s);
        QCOMPARE(wire(), u"event: note\nid: assigned by the hub\ndata: {\"a\":1}"_s);
        field(u"Event id"_s).setText(u"7-1"_s);
        QVERIFY(wire().contains(u"\nid: 7-1\n"_s));
    }

    void aPlainTextIsSentLineByLineAndAJsonStringAsItself()
    {
        type(u"\"hello\""_s);
        QVERIFY(wire().endsWith(u"data: hello"_s));
        page().findChild<QCheckBox*>()->setChecked(true);
        payload().setPlainText(u"two\nlines"_s);
        QCOMPARE(pill().text(), u"plain text, 9 B"_s);
        QVERIFY(wire().endsWith(u"data: two\ndata: lines"_s));
    }

    void shiftEnterEndsALineLikeEnter()
    {
        payload().setPlainText({});
        QTest::keyClicks(&payload(), u"[1,"_s);
        QTest::keyClick(&payload(), Qt::Key_Return, Qt::ShiftModifier);
        QTest::keyClicks(&payload(), u"2]"_s);
        QCOMPARE(payload().text(), u"[1,\n2]"_s);
    }

    void noBreakSpacesSurvive()
    {
        payload().setPlainText(u"\"a\u00a0b\""_s);
        QCOMPARE(form().request().data, "a\u00a0b"_ba);
    }

    void formatLaysJsonOutAndCanBeUndone()
    {
        type(u"{\"b\":1,\"a\":2}"_s);
        button(u"Format"_s).click();
        QCOMPARE(payload().text(), u"{\n  \"b\": 1,\n  \"a\": 2\n}"_s);
        payload().undo();
        QCOMPARE(payload().text(), u"{\"b\":1,\"a\":2}"_s);
    }

    void theSendButtonSaysToWhom()
    {
        QVERIFY(hasButton(u"Send to everyone"_s));
        modes().setCurrent(int(PublishMode::SeveralUsers));
        QVERIFY(hasButton(u"Send"_s));
        QVERIFY(!button(u"Send"_s).isEnabled());
        field(u"User ids"_s).setText(u"42, 43;44 42\n45"_s);
        QVERIFY(hasButton(u"Send to 4 users"_s));
        page().setUser(u"42"_s);
        QVERIFY(hasButton(u"Send to user 42"_s));
    }

    void controlEnterSaysWhyNothingCanBeSent()
    {
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        payload().setFocus();
        QTest::keyClick(&payload(), Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(told.count(), 1);
        QVERIFY(told[0][0].toString().startsWith(u"not sent: The hub is not listening"_s));
        QVERIFY(!button(u"Send to everyone"_s).isEnabled());
        QVERIFY(!button(u"Repeat 10/s…"_s).isEnabled());
    }

    void controlEnterSendsToTheHub()
    {
        startHub();
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        payload().setFocus();
        QTest::keyClick(&payload(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), u"nobody received it"_s);
        QCOMPARE(table().model()->rowCount(), 1);
        QTRY_COMPARE(delivery().messageText(),
            u"No client is connected. History keeps it for clients that come back."_s);
    }

    void enterAndADoubleClickLoadWhatWasSentAndSendNothing()
    {
        startHub();
        PublishRequest request = toUser({});
        request.broadcast = true;
        page().desk().showResult(request, delivered(3));
        QSignalSpy sent(&page().desk(), &PublishDesk::resultShown);
        table().selectRow(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QCOMPARE(form().request().data, request.data);
        payload().setPlainText(u"1"_s);
        const QPoint row = table().visualRect(table().model()->index(0, 1)).center();
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, row);
        QTest::mouseDClick(table().viewport(), Qt::LeftButton, {}, row);
        QCOMPARE(form().request().data, request.data);
        QTest::qWait(50); // an answer of the hub would take a few
        QCOMPARE(sent.count(), 0);
        QCOMPARE(table().model()->rowCount(), 1);
    }

    void sendingAgainAsksWhereItGoesToMany()
    {
        startHub();
        PublishRequest request = toUser({});
        request.broadcast = true;
        page().desk().showResult(request, delivered(3));
        Q_EMIT table().sendAgain(0);
        auto* question = page().findChild<Question*>();
        QVERIFY(question);
        QCOMPARE(question->text(), u"Send this again to everyone?"_s);
        question->cancelButton()->click();
        QTRY_VERIFY(!page().findChild<Question*>());
        QCOMPARE(table().model()->rowCount(), 1);
        Q_EMIT table().sendAgain(0);
        findButton(*page().findChild<Question*>(), u"Send"_s)->click();
        QTRY_COMPARE(table().model()->rowCount(), 2);
        page().desk().showResult(toUser(u"42"_s), delivered(1));
        QTRY_VERIFY(!page().findChild<Question*>());
        Q_EMIT table().sendAgain(0);
        QVERIFY(!page().findChild<Question*>());
        QTRY_COMPARE(table().model()->rowCount(), 4);
    }

    void aRowThatIsChosenShowsItsReceipt()
    {
        page().desk().showResult(toUser(u"42"_s), delivered(2340));
        receive(7, figures(2340, 2138, 202, true));
        PublishResult later = delivered(1);
        later.receipt = 8;
        later.id = u"1732449751000-19"_s;
        page().desk().showResult(toUser(u"43"_s), later);
        QCOMPARE(delivery().idText(), u"msg 1732449751000-19"_s);
        clickRow(1);
        QCOMPARE(delivery().stateText(), u"2,138 acknowledged, 202 gone"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
        QCOMPARE(delivery().tileText(2), u"3.8"_s);
        QCOMPARE(delivery().idText(), u"msg 1732449751000-18"_s);
        QVERIFY(delivery().accessibleName().startsWith(u"Delivery of "_s));
        receive(8, figures(1, 1, 0, true)); // goes into its own row
        QCOMPARE(delivery().stateText(), u"2,138 acknowledged, 202 gone"_s);
        clickRow(0);
        QCOMPARE(delivery().stateText(), u"1 of 1 acknowledged"_s);
        makePage(); // and after a restart
        clickRow(1);
        QCOMPARE(delivery().stateText(), u"2,138 acknowledged, 202 gone"_s);
        QCOMPARE(delivery().tileText(2), u"3.8"_s);
    }

    void aReceiptThatWasNotKeptIsNotMadeUp()
    {
        SentEntry entry;
        entry.timeMs = 1'700'000'000'000;
        entry.request = toUser(u"42"_s);
        entry.recipients = 5;
        page().desk().sent().add(entry);
        clickRow(0);
        QCOMPARE(delivery().stateText(), u"5 clients"_s);
        QCOMPARE(delivery().tileText(1), u"–"_s);
        QCOMPARE(delivery().messageText(), u"Its receipt was not kept."_s);
        QVERIFY(delivery().accessibleName().contains(u"2023-11-"_s));
    }

    void whatIsRemovedFromTheListComesBack()
    {
        for (const QString& user : {u"1"_s, u"2"_s, u"3"_s})
            page().desk().showResult(toUser(user), delivered(1));
        Q_EMIT table().removeRequested(1);
        QCOMPARE(table().model()->rowCount(), 2);
        QCOMPARE(undo().text(), u"Removed from what was sent before."_s);
        undo().undo();
        QCOMPARE(table().model()->rowCount(), 3);
        QCOMPARE(cell(1, SentModel::Kind), u"User 2"_s);
        Q_EMIT table().clearRequested();
        QCOMPARE(table().model()->rowCount(), 0);
        undo().undo();
        QCOMPARE(cell(2, SentModel::Kind), u"User 1"_s);
    }

    void aLoadCanBeTakenBack_data()
    {
        QTest::addColumn<bool>("byKeys");
        QTest::newRow("by the bar") << false;
        QTest::newRow("by Ctrl+Z in the payload") << true;
    }

    void aLoadCanBeTakenBack()
    {
        QFETCH(const bool, byKeys);
        modes().setCurrent(int(PublishMode::OneUser));
        field(u"User id"_s).setText(u"ada"_s);
        field(u"Event name"_s).setText(u"mine"_s);
        page().findChild<QCheckBox*>()->setChecked(true);
        payload().setPlainText(u"an hour of\nwriting"_s);
        chooseTemplate(u"New post"_s);
        QCOMPARE(modes().current(), int(PublishMode::Fanout));
        QVERIFY(!page().findChild<QCheckBox*>()->isChecked());
        QCOMPARE(undo().text(), u"Template “New post” loaded."_s);
        if (byKeys) {
            payload().setFocus();
            QTest::keyClick(&payload(), Qt::Key_Z, Qt::ControlModifier);
        } else {
            undo().undo();
        }
        QCOMPARE(payload().text(), u"an hour of\nwriting"_s);
        QVERIFY(page().findChild<QCheckBox*>()->isChecked());
        QCOMPARE(modes().current(), int(PublishMode::OneUser));
        QCOMPARE(field(u"User id"_s).text(), u"ada"_s);
        QCOMPARE(field(u"Event name"_s).text(), u"mine"_s);
        QVERIFY(!undo().isOffered());
    }

    void ctrlZLeavesFieldsAloneThatWereChangedSince()
    {
        payload().setPlainText(u"1"_s);
        chooseTemplate(u"Like"_s);
        field(u"User id"_s).setText(u"ada"_s);
        payload().setFocus();
        QTest::keyClick(&payload(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(payload().text(), u"1"_s);
        QCOMPARE(field(u"User id"_s).text(), u"ada"_s);
        QCOMPARE(modes().current(), int(PublishMode::OneUser));
    }

    void whatIsBeingWrittenSurvivesARestart()
    {
        modes().setCurrent(int(PublishMode::SeveralUsers));
        field(u"User ids"_s).setText(u"ada, bob"_s);
        field(u"Event id"_s).setText(u"7"_s);
        payload().setPlainText(u"{\"not\": finished"_s);
        makePage();
        QCOMPARE(modes().current(), int(PublishMode::SeveralUsers));
        QCOMPARE(field(u"User ids"_s).text(), u"ada, bob"_s);
        QCOMPARE(field(u"Event id"_s).text(), u"7"_s);
        QCOMPARE(payload().text(), u"{\"not\": finished"_s);
        payload().undo(); // there is nothing before it
        QCOMPARE(payload().text(), u"{\"not\": finished"_s);
    }

    void everyRowOfTheModeKeptIsThere()
    {
        modes().setCurrent(int(PublishMode::Batch));
        makePage();
        for (const QString& name : {u"Notifications"_s, u"Notifications of one event at most"_s})
            QVERIFY2(isSeenWhole(spin(name)), qPrintable(name));
        QVERIFY(isSeenWhole(window()));
        QVERIFY(isSeenWhole(recipients()));
        page().resize(804, 600);
        QTRY_VERIFY(isSeenWhole(recipients()));
        QTRY_VERIFY(isSeenWhole(spin(u"Notifications of one event at most"_s)));
    }

    void tabLeadsFromTheModeIntoTheFields()
    {
        modes().setCurrent(int(PublishMode::OneUser));
        modes().setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"User id"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), u"Event type"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab); // past the recipients
        QVERIFY(!qobject_cast<QLabel*>(QApplication::focusWidget()));
        QVERIFY(QApplication::focusWidget()->accessibleName() != u"Recipients"_s);
    }

    void aRepeatStaysSteady()
    {
        std::vector<Pill::Tone> tones;
        const auto look = [&] { tones.push_back(delivery().tone()); };
        PublishRequest request = toUser({});
        request.broadcast = true;
        for (quint64 sent = 1; sent <= 5; ++sent) {
            SentReceipt receipt;
            receipt.total = figures(sent, sent - 1, 0, false); // the latest is on its way
            Q_EMIT page().desk().runShown(request, receipt);
            if (sent > 1)
                look();
            receipt.total = figures(sent, sent, 0, false);
            Q_EMIT page().desk().runShown(request, receipt);
            look();
            QCOMPARE(delivery().tileText(2), u"3.8"_s);
        }
        for (const Pill::Tone tone : tones)
            QCOMPARE(tone, Pill::Tone::Good);
        SentReceipt lost;
        lost.total = figures(6, 5, 1, false);
        Q_EMIT page().desk().runShown(request, lost);
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
    }

    void aBatchIsShownAsItGoesOut()
    {
        modes().setCurrent(int(PublishMode::Batch));
        payload().setPlainText(u"{\"n\": {i}}"_s);
        spin(u"Notifications"_s).setValue(3);
        QCOMPARE(wire(),
            u"id: assigned by the hub\ndata: {\"batch\":[{\"n\":1},{\"n\":2},{\"n\":3}]}"_s);
        QVERIFY(hasLabel(page(), u"3 notifications as one event, to each client"_s));
        spin(u"Notifications of one event at most"_s).setValue(2);
        QVERIFY(wire().endsWith(u"[{\"n\":1},{\"n\":2}]}"_s));
        QVERIFY(hasLabel(page(), u"first event: 2 of 3 notifications, to each client"_s));
        modes().setCurrent(int(PublishMode::Broadcast));
        QVERIFY(wire().endsWith(u"data: {\"n\":1}"_s));
        QVERIFY(hasLabel(page(), u"exactly what each client receives"_s));
    }

    void aFieldThatBreaksALineIsNamed()
    {
        field(u"Event type"_s).setText(u"a\nb"_s);
        QCOMPARE(form().problem(), u"Event type: must be one line"_s);
    }

    void showsADeliveryAndKeepsIt()
    {
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        PublishRequest request = toUser({});
        request.broadcast = true;
        page().desk().showResult(request, delivered(2340));
        QCOMPARE(delivery().stateText(), u"0 of 2,340 acknowledged"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Neutral);
        QCOMPARE(delivery().idText(), u"msg 1732449751000-18"_s);
        QCOMPARE(told.last()[0].toString(), u"broadcast to 2,340 clients"_s);
        QCOMPARE(table().model()->rowCount(), 1);
        QCOMPARE(cell(0, SentModel::Latency), u"–"_s);
    }

    void followsItUntilAllHaveAcknowledged()
    {
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        PublishRequest request = toUser({});
        request.broadcast = true;
        page().desk().showResult(request, delivered(2340));
        receive(8, figures(5, 5, 0, true)); // of somebody else's publish
        QCOMPARE(delivery().stateText(), u"0 of 2,340 acknowledged"_s);
        receive(7, figures(2340, 2138, 0, false));
        QCOMPARE(delivery().stateText(), u"2,138 of 2,340 acknowledged"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Neutral);
        receive(7, figures(2340, 2340, 0, true));
        QCOMPARE(delivery().stateText(), u"2,340 of 2,340 acknowledged"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Good);
        QCOMPARE(delivery().tileText(2), u"3.8"_s);
        QVERIFY(delivery().detailText().startsWith(u"p95 3.8 ms; to the kernel p50 0.2"_s));
        QVERIFY(!delivery().partsTable()->isVisible());
        QCOMPARE(told.last()[0].toString(), u"broadcast to 2,340 clients, p99 3.8 ms"_s);
        QCOMPARE(cell(0, SentModel::Latency), u"3.8 ms"_s);
        Percentiles& percentiles = m_around->state.percentiles();
        percentiles.choose(99.9, true);
        percentiles.choose(99, false);
        percentiles.choose(50, false);
        QCOMPARE(delivery().tileName(1), u"p95"_s);
        QCOMPARE(delivery().tileName(2), u"p99.9"_s);
        QVERIFY(delivery().detailText().startsWith(u"to the kernel p95 0.2"_s));
        QVERIFY(delivery().detailText().contains(u", p99.9 0.2"_s));
        QCOMPARE(
            table().model()->headerData(SentModel::Latency, Qt::Horizontal).toString(), u"p99.9"_s);
        QCOMPARE(cell(0, SentModel::Latency), u"3.8 ms"_s);
        percentiles.choose(95, false);
        QCOMPARE(delivery().tileName(1), QString()); // one is enough
        percentiles.choose(50, true);
        percentiles.choose(99, true);
        percentiles.choose(99.9, false);
        receive(7, figures(2340, 1, 0, false)); // it is settled: nothing more is heard
        QCOMPARE(delivery().tone(), Pill::Tone::Good);
    }

    void namesThoseWhoDidNotAcknowledge()
    {
        page().desk().showResult(toUser(u"42"_s), delivered(2340));
        receive(7, figures(2340, 2138, 102, false));
        QCOMPARE(delivery().stateText(), u"2,138 acknowledged, 100 not yet, 102 gone"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
        receive(7, figures(2340, 2240, 0, true));
        QCOMPARE(delivery().stateText(), u"2,240 acknowledged, 100 not yet"_s);
    }

    void severalInstancesStandSideBySide()
    {
        page().desk().showResult(toUser(u"42"_s), delivered(3));
        ReceiptSnapshot receipt = receiptOf(7, figures(10, 8, 1, false));
        receipt.parts
            = {{u"a"_s, true, figures(3, 3, 0, true)}, {u"b"_s, false, figures(7, 5, 1, false)}};
        Q_EMIT m_around->hub.receiptChanged(receipt);
        const RowTable& parts = *delivery().partsTable();
        QVERIFY(parts.isVisible());
        QCOMPARE(parts.model()->rowCount(), 2);
        QStringList row;
        for (int column = 0; column < parts.model()->columnCount(); ++column)
            row += parts.model()->index(1, column).data().toString();
        QCOMPARE(row.join(u' '), u"b 7 5 1 1"_s);
        QCOMPARE(cell(0, SentModel::Recipients), u"10"_s); // those of other instances, too
        page().desk().showResult(toUser(u"42"_s), delivered(1));
        QVERIFY(!parts.isVisible());
    }

    void saysWhenNobodyWasThere()
    {
        page().desk().showResult(toUser(u"42"_s), delivered(0));
        QCOMPARE(delivery().stateText(), u"user 42 did not receive it"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
        for (std::size_t tile = 0; tile < 4; ++tile)
            QCOMPARE(delivery().tileText(tile), u"–"_s);
    }

    void whomItDidNotReachAndWhatIsOddStandBelow()
    {
        PublishResult result = delivered(2);
        result.failedCount = 12;
        result.failure = u"43: Redis' memory limit is reached."_s;
        result.warning = u"event: an EventSource takes it only with a listener"_s;
        page().desk().showResult(toUser(u"42"_s), result);
        const QString both
            = u"Not published to 12 users, the first 43: Redis' memory limit is reached.\n"_s
            + result.warning;
        QCOMPARE(delivery().messageText(), both);
        receive(7, figures(2, 2, 0, true));
        // all who were sent it, but not all it was for
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
        QCOMPARE(delivery().messageText(), both);
        page().desk().showResult(toUser(u"42"_s), delivered(2));
        receive(7, figures(2, 2, 0, true));
        QCOMPARE(delivery().tone(), Pill::Tone::Good);
        QCOMPARE(delivery().messageText(), QString());
        result = delivered(0);
        result.warning = u"odd"_s;
        page().desk().showResult(toUser(u"42"_s), result);
        QVERIFY(delivery().messageText().endsWith(u"\nodd"_s));
    }

    void whatWasNotPublishedAgainIsSaidToBeTheFirst()
    {
        startHub();
        PublishRequest request = toUser(u"42"_s);
        request.once = u"order-17"_s;
        std::optional<PublishResult> result;
        const auto publish = [&] {
            result.reset();
            m_around->hub.publish(request, [&](const PublishResult& answer) { result = answer; });
            QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), int(fanlight::testing::Patience.count()));
        };
        publish();
        QVERIFY2(!result->repeated && result->receipt != 0, qPrintable(result->error));
        const QString id = result->id;
        publish();
        QVERIFY(result->repeated);
        QCOMPARE(result->id, id);
        QCOMPARE(result->receipt, 0U);
        page().desk().showResult(request, *result);
        QVERIFY2(delivery().messageText().contains(u"Not published again: its key"_s),
            qPrintable(delivery().messageText()));
        request.data = "2";
        publish();
        QVERIFY2(result->warning.startsWith(u"once: "_s), qPrintable(result->warning));
    }

    void theHubsRemarksReachThePage()
    {
        startHub();
        PublishRequest request = toUser(u"42"_s);
        request.data = "1";
        request.event = u"error"_s;
        std::optional<PublishResult> result;
        m_around->hub.publish(request, [&](const PublishResult& answer) { result = answer; });
        QTRY_VERIFY(result.has_value());
        QVERIFY2(!result->warning.isEmpty(), qPrintable(result->error));
    }

    void anErrorIsShownAndNotKept()
    {
        PublishResult result;
        result.error = u"The hub is not listening."_s;
        page().desk().showResult(toUser(u"42"_s), result);
        QCOMPARE(delivery().tone(), Pill::Tone::Bad);
        QCOMPARE(delivery().messageText(), result.error);
        QCOMPARE(table().model()->rowCount(), 0);
    }

    void whatWasSentSurvivesARestartAndLoadsIntoTheEditor()
    {
        PublishRequest request = toUser(u"42"_s);
        request.type = u"like"_s;
        page().desk().showResult(request, delivered(1));
        makePage();
        QCOMPARE(table().model()->rowCount(), 1);
        Q_EMIT table().loadIntoEditor(0);
        QCOMPARE(form().request().userIds, QStringList{u"42"_s});
        QCOMPARE(form().request().type, u"like"_s);
        QCOMPARE(payload().text(), u"{\n  \"b\": 1\n}"_s);
        QCOMPARE(modes().current(), int(PublishMode::OneUser));
    }

    void aTextWithQuotesLoadsAsAText()
    {
        PublishRequest request = toUser(u"42"_s);
        request.data = "\"quoted\"";
        page().desk().showResult(request, delivered(1));
        Q_EMIT table().loadIntoEditor(0);
        QCOMPARE(form().request().data, request.data);
    }

    void eachModeHasItsFields_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("fields");
        const auto row = [](const char* name, PublishMode mode, const char* fields) {
            QTest::newRow(name) << int(mode) << QString::fromLatin1(fields);
        };
        row("broadcast", PublishMode::Broadcast, "Event type, Event id, Once key, Event name");
        row("user", PublishMode::OneUser, "User id, Event type, Event id, Once key, Event name");
        row("users", PublishMode::SeveralUsers,
            "User ids, Event type, Event id, Once key, Event name");
        row("fan-out", PublishMode::Fanout,
            "Author id, Event type, Event id, Once key, Event name");
        row("selective", PublishMode::Selective,
            "Event type, Among followers of author, Event id, Once key, Event name");
        row("batch", PublishMode::Batch,
            "User ids, Event type, Event name; Notifications, Batch window, "
            "Notifications of one event at most");
    }

    void eachModeHasItsFields()
    {
        QFETCH(const int, mode);
        QFETCH(const QString, fields);
        modes().setCurrent(mode);
        QStringList edits;
        QStringList spins;
        for (const QWidget* widget : form().findChildren<QWidget*>()) {
            if (!widget->isVisible() || widget->accessibleName().isEmpty())
                continue;
            if (qobject_cast<const QLineEdit*>(widget))
                edits += widget->accessibleName();
            else if (qobject_cast<const QAbstractSpinBox*>(widget))
                spins += widget->accessibleName();
        }
        // In the order they are seen.
        QString shown = edits.join(u", "_s);
        if (!spins.isEmpty())
            shown += u"; "_s + spins.join(u", "_s);
        QStringList wanted = fields.split(u"; "_s).first().split(u", "_s);
        wanted.sort();
        edits.sort();
        QCOMPARE(edits, wanted);
        QCOMPARE(spins.join(u", "_s),
            fields.contains(u"; "_s) ? fields.split(u"; "_s).last() : QString());
    }

    void eachModeMakesItsRequest()
    {
        modes().setCurrent(int(PublishMode::Fanout));
        QVERIFY(form().problem().startsWith(u"Enter the author"_s));
        field(u"Author id"_s).setText(u"42"_s);
        QCOMPARE(form().request().kind, PublishKind::Fanout);
        QCOMPARE(form().request().authorId, u"42"_s);
        field(u"Event id"_s).setText(u"7-1"_s);
        field(u"Once key"_s).setText(u"order-{i}"_s);
        QCOMPARE(form().request().id, u"7-1"_s);
        QCOMPARE(form().request().once, u"order-{i}"_s);
        QVERIFY(!form().request().broadcast);
        modes().setCurrent(int(PublishMode::Selective));
        QCOMPARE(form().request().kind, PublishKind::Selective);
        QCOMPARE(form().request().type, u"test"_s); // that of the payload
        QCOMPARE(form().request().authorId, QString());
        field(u"Among followers of author"_s).setText(u"7"_s);
        QCOMPARE(form().request().authorId, u"7"_s);
        modes().setCurrent(int(PublishMode::Batch));
        QVERIFY(form().request().broadcast);
        QCOMPARE(form().request().once, QString()); // of several notifications one would be sent
        field(u"User ids"_s).setText(u"1, 2"_s);
        QVERIFY(!form().request().broadcast);
        writeWindow(u"250ms"_s);
        spin(u"Notifications of one event at most"_s).setValue(20);
        QCOMPARE(form().request().batch.windowMs, 250);
        QCOMPARE(form().request().batch.most, 20);
    }

    void deliversAsTheHubBatches()
    {
        Segmented& deliver = *form().findChild<Segmented*>();
        QVERIFY(findButton(form(), u"batched 100\u00a0ms"_s));
        QCOMPARE(form().request().batch.windowMs, 0);
        deliver.setCurrent(1);
        QCOMPARE(form().request().batch.windowMs, 100);
        HubOptions options;
        options.batchWindow = std::chrono::milliseconds(0);
        form().setHub(options);
        QCOMPARE(form().request().batch.windowMs, 0);
        QVERIFY(!findButton(form(), u"batched"_s)->isEnabled());
        QVERIFY(findButton(form(), u"batched"_s)->toolTip().contains(u"off"_s));
    }

    void saysWhomItReaches()
    {
        modes().setCurrent(int(PublishMode::Selective));
        field(u"Event type"_s).setText(u"like"_s);
        QCOMPARE(recipients().text(), u"Users who want “like” (– online)"_s);
        Reach reach;
        reach.audience = 10'214;
        reach.usersOnline = 2340;
        form().setReach(reach);
        QCOMPARE(recipients().text(), u"Users who want “like” (2,340 of 10,214 online)"_s);
        QVERIFY(hasButton(u"Send to 2,340 users"_s));
        QVERIFY(!(recipients().focusPolicy() & Qt::TabFocus));
        reach.error = u"Redis is away: what is published now reaches nobody until it is back. "
                      "Clients stay connected here."_s;
        form().setReach(reach);
        QTRY_VERIFY(recipients().height() >= recipients().heightForWidth(recipients().width()));
    }

    void nothingIsSentWhereNobodyIsStored()
    {
        startHub();
        modes().setCurrent(int(PublishMode::Fanout));
        field(u"Author id"_s).setText(u"42"_s);
        QTRY_COMPARE(form().hintText(), u"Nobody follows author 42."_s);
        QVERIFY(!button(u"Send to followers of author 42"_s).isEnabled());
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        page().send();
        QCOMPARE(told.last()[0].toString(), u"not sent: Nobody follows author 42."_s);
    }

    void placeholdersAreFilledInThePreviewAndKeptInTheEditor()
    {
        payload().setPlainText(u"{\"n\": {i}, \"at\": \"{now}\"}"_s);
        QCOMPARE(pill().tone(), Pill::Tone::Good);
        QVERIFY2(wire().contains(u"data: {\"n\":1,\"at\":\"20"_s), qPrintable(wire()));
        QCOMPARE(form().request().data, "{\"n\":{i},\"at\":\"{now}\"}"_ba);
        button(u"Format"_s).click();
        QCOMPARE(payload().text(), u"{\n  \"n\": {i},\n  \"at\": \"{now}\"\n}"_s);
    }

    void takesAPayloadFromAFile()
    {
        QFile file(m_around->path(u"payload.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"from\":\"file\"}");
        file.close();
        form().payload().loadFile(file.fileName());
        QTRY_COMPARE(form().request().data, "{\"from\":\"file\"}"_ba);
        form().payload().loadFile(m_around->path(u"none.json"_s));
        QTRY_VERIFY(hasLabel(form(), u"none.json could not be read: No such file or directory"_s));
        QCOMPARE(form().request().data, "{\"from\":\"file\"}"_ba);
    }

    void repeatsUntilEscapeAndKeepsOneRow()
    {
        startHub();
        form().setRepeatPlan({50, 0});
        Q_EMIT form().repeatRequested();
        QVERIFY(page().desk().run().isRunning());
        QVERIFY(hasButton(u"Stop"_s));
        QTRY_VERIFY(page().desk().run().sent() >= 5);
        QTRY_VERIFY(form().hintText().contains(u" sent, "_s));
        QTest::keyClick(&payload(), Qt::Key_Escape);
        QVERIFY(!page().desk().run().isRunning());
        QTRY_VERIFY(page().desk().run().isSettled());
        QVERIFY(hasButton(u"Repeat 50/s…"_s));
        QTRY_COMPARE(table().model()->rowCount(), 1);
        const QString times = QString::number(page().desk().run().taken());
        QTRY_COMPARE(cell(0, SentModel::Kind), u"Test broadcast, %1 times"_s.arg(times));
    }

    void aRepeatEndsWithTheHub()
    {
        startHub();
        form().setRepeatPlan({100, 0});
        Q_EMIT form().repeatRequested();
        QVERIFY(page().desk().run().isRunning());
        m_around->hub.stop();
        QTRY_VERIFY(!page().desk().run().isRunning());
        QVERIFY(page().desk().run().text().contains(u"stopped: the hub is not listening"_s));
        QTRY_VERIFY(delivery().messageText().contains(u"the hub is not listening"_s));
    }

    void aBatchIsOneRowAndSendsTheNumberAskedFor()
    {
        startHub();
        modes().setCurrent(int(PublishMode::Batch));
        spin(u"Notifications"_s).setValue(12);
        QVERIFY(hasButton(u"Send 12 to everyone"_s));
        page().send();
        QTRY_VERIFY(page().desk().run().isSettled());
        QCOMPARE(page().desk().run().taken(), 12U);
        QTRY_COMPARE(cell(0, SentModel::Kind), u"Batch of 12, everyone"_s);
        QTRY_COMPARE(delivery().messageText(), u"12 notifications sent, nobody was connected"_s);
        QCOMPARE(table().model()->rowCount(), 1);
        Q_EMIT table().sendAgain(0);
        findButton(*page().findChild<Question*>(), u"Send"_s)->click();
        QTRY_COMPARE(table().model()->rowCount(), 2);
        QTRY_COMPARE(cell(0, SentModel::Kind), u"Batch of 12, everyone"_s);
    }

    void saysWhatBatchingMade_data()
    {
        QTest::addColumn<quint64>("sent");
        QTest::addColumn<quint64>("recipients");
        QTest::addColumn<quint64>("in");
        QTest::addColumn<quint64>("out");
        QTest::addColumn<QString>("expected");
        const auto row = [](quint64 sent, quint64 recipients, quint64 in, quint64 out,
                             const QString& expected) {
            QTest::newRow(qPrintable(expected)) << sent << recipients << in << out << expected;
        };
        row(10, 10, 10, 1, u"10 notifications became 1 event"_s);
        row(10, 10, 10, 2, u"10 notifications became 2 events"_s);
        row(10, 23'400, 23'400, 2340,
            u"10 notifications became 1 event for each of 2,340 clients"_s);
        row(10, 30, 29, 4, u"29 notifications for clients became 4 events"_s);
        row(10, 30, 30, 4, u"30 notifications for clients became 4 events"_s);
        row(10, 0, 0, 0, u"10 notifications sent, nobody was connected"_s);
        row(10, 10, 0, 0, u"10 notifications sent, none was gathered into a batch"_s);
    }

    void saysWhatBatchingMade()
    {
        QFETCH(const quint64, sent);
        QFETCH(const quint64, recipients);
        QFETCH(const quint64, in);
        QFETCH(const quint64, out);
        QFETCH(const QString, expected);
        QCOMPARE(batchText(sent, recipients, in, out), expected);
    }

    void aTemplateBringsModeFieldsAndPayloadBack()
    {
        modes().setCurrent(int(PublishMode::Batch));
        field(u"User ids"_s).setText(u"1, 2"_s);
        spin(u"Notifications"_s).setValue(33);
        writeWindow(u"250ms"_s);
        const PublishTemplate mine{u"mine"_s, form().mode(), form().request(), form().batchCount()};
        QCOMPARE(page().desk().templates().save(mine), QString());
        modes().setCurrent(int(PublishMode::Broadcast));
        payload().setPlainText(u"1"_s);
        chooseTemplate(u"mine"_s);
        QCOMPARE(modes().current(), int(PublishMode::Batch));
        QCOMPARE(field(u"User ids"_s).text(), u"1, 2"_s);
        QCOMPARE(form().batchCount(), 33);
        QCOMPARE(form().request().batch.windowMs, 250);
        QVERIFY(payload().text().contains(u"Hello from Fanlight"_s));
        chooseTemplate(u"New post"_s);
        QCOMPARE(modes().current(), int(PublishMode::Fanout));
        QCOMPARE(field(u"Author id"_s).text(), u"42"_s);
    }

    void theWindowOfABatchTakesItsUnit()
    {
        modes().setCurrent(int(PublishMode::Batch));
        QCOMPARE(window().text().simplified(), u"100 ms"_s);
        writeWindow(u"2s"_s);
        QCOMPARE(form().request().batch.windowMs, 2000);
        QCOMPARE(form().problem(), QString());
        for (const QString& wrong : {u"2 weeks"_s, u"11s"_s, u"0"_s, u"x"_s}) {
            writeWindow(wrong);
            QVERIFY2(form().problem().startsWith(u"Gathered for: “"_s), qPrintable(wrong));
            const int kept = form().draft().windowMs; // what was last right
            QVERIFY(kept >= 1 && kept <= BatchWindow::MostMs);
        }
        writeWindow(u"1,500ms"_s);
        QCOMPARE(form().request().batch.windowMs, 1500);
        QCOMPARE(form().problem(), QString());
    }

    void aDeliveryIsFollowed()
    {
        QSignalSpy followed(m_page.get(), &PublishPage::followRequested);
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        QVERIFY(!delivery().followButton()->isVisible());
        QTest::keyClick(&page(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(followed.count(), 0); // nothing was sent yet
        QCOMPARE(told.last()[0].toString(), u"there is no notification to follow"_s);
        page().desk().showResult(toUser(u"42"_s), delivered(1));
        delivery().followButton()->click();
        QCOMPARE(followed.count(), 1);
        QCOMPARE(followed[0][0].toString(), u"1732449751000-18"_s);
        QTest::keyClick(&page(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(followed.count(), 2);
        PublishResult refused;
        refused.error = u"no"_s;
        page().desk().showResult(toUser(u"42"_s), refused);
        QVERIFY(!delivery().followButton()->isVisible());
    }

    void whatWasSentBeforeIsFollowedByMenu()
    {
        page().desk().showResult(toUser(u"42"_s), delivered(1));
        makePage(); // also after a restart
        QSignalSpy again(m_page.get(), &PublishPage::followRequested);
        table().selectRow(0);
        Q_EMIT table().customContextMenuRequested({2, 2});
        auto* menu = table().findChild<QMenu*>({}, Qt::FindDirectChildrenOnly);
        QVERIFY(menu);
        const QList<QAction*> actions = menu->actions();
        const auto follow = std::find_if(actions.begin(), actions.end(), [](const QAction* action) {
            return action->text() == u"Follow the notification\tCtrl+L"_s;
        });
        QVERIFY(follow != actions.end() && (*follow)->isEnabled());
        (*follow)->trigger();
        menu->close();
        QCOMPARE(again.count(), 1);
        QCOMPARE(again[0][0].toString(), u"1732449751000-18"_s);
    }

    void narrowPagesDoNotStretchTheirButtons()
    {
        page().layout()->setSizeConstraint(QLayout::SetNoConstraint); // as with a larger font
        page().setMinimumSize(0, 0);
        page().resize(640, 600);
        for (const QString& text : {u"Templates"_s, u"Copy as curl"_s}) {
            const QAbstractButton* button = findButton(page(), text);
            QVERIFY(button);
            QTRY_VERIFY2(button->width() <= button->sizeHint().width() + 2, qPrintable(text));
        }
        QTRY_VERIFY2(findButton(page(), u"Templates"_s)->y() > modes().y(), // beneath
            qPrintable(QString::number(page().width())));
    }

    void aMessageCanBeLoadedAndSentAgain()
    {
        PublishRequest request;
        request.kind = PublishKind::Selective;
        request.type = u"like"_s;
        request.authorId = u"7"_s;
        request.data = "{\"a\":1}";
        page().loadRequest(request);
        QCOMPARE(modes().current(), int(PublishMode::Selective));
        QCOMPARE(form().request().authorId, u"7"_s);
        startHub();
        page().sendRequest(toUser(u"42"_s));
        QTRY_COMPARE(table().model()->rowCount(), 1);
        QCOMPARE(cell(0, SentModel::Kind), u"User 42"_s);
    }

    void theAudienceIsOneButtonAwayWhereItDecides()
    {
        QSignalSpy asked(m_page.get(), &PublishPage::audienceRequested);
        QVERIFY(!button(u"Audience…"_s).isVisible());
        modes().setCurrent(int(PublishMode::Fanout));
        QVERIFY(button(u"Audience…"_s).isVisible());
        button(u"Audience…"_s).click();
        QCOMPARE(asked.count(), 1);
    }

    void aNarrowPageWrapsItsTools()
    {
        QWidget window; // lets it be as narrow as it says it can be
        auto* narrow = new PublishPage(m_around->hub, m_around->theme, m_around->state,
            {m_around->path(u"sent.json"_s), m_around->path(u"templates.json"_s)}, &window);
        narrow->resize(1172, 700);
        window.show();
        const auto top = [narrow] {
            return findButton(*narrow, u"Copy as curl"_s)->mapTo(narrow, QPoint()).y();
        };
        QTRY_VERIFY(top() < 40);
        narrow->resize(narrow->minimumSizeHint().width(), 700);
        QTRY_VERIFY(top() > 40);
    }

    void copiesTheFormAsCurl()
    {
        button(u"Copy as curl"_s).click();
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY(line.startsWith(u"curl -X POST "_s));
        QVERIFY(line.contains(u"\"broadcast\":true"_s));
    }

private:
    void makePage()
    {
        m_page.reset(); // writes what was sent
        m_page = std::make_unique<PublishPage>(m_around->hub, m_around->theme, m_around->state,
            PublishPage::Paths{
                m_around->path(u"sent.json"_s), m_around->path(u"templates.json"_s)});
        QVERIFY(showPage(*m_page));
    }

    void startHub()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
    }
    void receive(quint64 number, const ReceiptFigures& total)
    {
        Q_EMIT m_around->hub.receiptChanged(receiptOf(number, total));
    }
    void chooseTemplate(const QString& name)
    {
        QMenu& menu = *static_cast<QPushButton&>(button(u"Templates"_s)).menu();
        Q_EMIT menu.aboutToShow();
        for (QAction* action : menu.actions()) {
            if (action->text() == name)
                return action->trigger();
        }
        QFAIL("there is no such template");
    }
    QString cell(int row, int column)
    {
        return table().model()->index(row, column).data().toString();
    }
    BatchWindow& window() { return *m_page->findChild<BatchWindow*>(); }
    void writeWindow(const QString& text)
    {
        window().setFocus();
        window().selectAll();
        QTest::keyClicks(&window(), text);
    }
    QSpinBox& spin(const QString& name)
    {
        const auto spins = m_page->findChildren<QSpinBox*>();
        return **std::find_if(spins.begin(), spins.end(),
            [&](const QSpinBox* one) { return one->accessibleName() == name; });
    }

    PublishPage& page() { return *m_page; }
    PublishForm& form() { return *m_page->findChild<PublishForm*>(); }
    PayloadEditor& payload() { return *m_page->findChild<PayloadEditor*>(); }
    ProblemPill& pill() { return *m_page->findChild<ProblemPill*>(); }
    DeliveryCard& delivery() { return *m_page->findChild<DeliveryCard*>(); }
    SentTable& table() { return *m_page->findChild<SentTable*>(); }
    Segmented& modes() { return *m_page->findChild<Segmented*>(); }

    void type(const QString& text)
    {
        payload().clear();
        QTest::keyClicks(&payload(), QString(text).remove(u'\n'));
    }
    QString wire()
    {
        for (const QPlainTextEdit* edit : m_page->findChildren<QPlainTextEdit*>()) {
            if (edit->isReadOnly())
                return edit->toPlainText();
        }
        return {};
    }
    // At its own size, inside of all that is around it, over no other field.
    bool isSeenWhole(const QWidget& widget)
    {
        return widget.isVisible() && widget.height() >= widget.minimumSizeHint().height()
            && widget.visibleRegion().boundingRect() == widget.rect();
    }
    QLabel& recipients() { return *m_page->findChild<QLabel*>(u"recipients"_s); }
    UndoBar& undo() { return *m_page->findChild<UndoBar*>(); }
    void clickRow(int row)
    {
        QTest::mouseClick(table().viewport(), Qt::LeftButton, {},
            table().visualRect(table().model()->index(row, 0)).center());
    }
    QLineEdit& field(const QString& name) { return *findField(*m_page, name); }
    bool hasButton(const QString& text) { return findButton(*m_page, text); }
    QAbstractButton& button(const QString& text) { return *findButton(*m_page, text); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<PublishPage> m_page;
};

ROOM_TEST(TestPublishPage, QApplication)
#include "tst_publish_page.moc"
