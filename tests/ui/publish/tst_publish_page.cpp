// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/delivery_card.h"
#include "publish/payload_editor.h"
#include "publish/problem_pill.h"
#include "publish/publish_form.h"
#include "publish/publish_page.h"
#include "publish/sent_table.h"
#include "ui/page_fixture.h"
#include "widgets/segmented.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

PublishResult delivered(quint64 recipients)
{
    PublishResult result;
    result.id = u"1732449751000-18"_s;
    result.channels = 1;
    result.recipients = recipients;
    for (quint64 i = 0; i < recipients; ++i)
        result.write.record(400'000);
    return result;
}

PublishRequest toUser(const QString& id)
{
    PublishRequest request;
    request.userIds = QStringList {id};
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
        QVERIFY(hasButton(u"Send to nobody yet"_s));
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
    }

    void controlEnterSendsToTheHub()
    {
        HubOptions options;
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        payload().setFocus();
        QTest::keyClick(&payload(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told[0][0].toString(), u"nobody received it"_s);
        QCOMPARE(table().model()->rowCount(), 1);
        table().selectRow(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Return);
        QTRY_COMPARE(table().model()->rowCount(), 2);
    }

    void aFieldThatBreaksALineIsNamed()
    {
        field(u"Event type"_s).setText(u"a\nb"_s);
        QCOMPARE(form().problem(1000), u"type: must not contain CR, LF or NUL"_s);
    }

    void showsADeliveryAndKeepsIt()
    {
        QSignalSpy told(m_page.get(), &PublishPage::lastAction);
        PublishRequest request = toUser({});
        request.broadcast = true;
        page().showResult(request, delivered(2340));
        QCOMPARE(delivery().stateText(), u"2,340 clients"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Good);
        QCOMPARE(delivery().tileText(1), u"0.40"_s);
        QCOMPARE(told[0][0].toString(), u"broadcast to 2,340 clients, write p99 0.40 ms"_s);
        QCOMPARE(table().model()->rowCount(), 1);
    }

    void saysWhenNobodyWasThere()
    {
        page().showResult(toUser(u"42"_s), delivered(0));
        QCOMPARE(delivery().stateText(), u"nobody is connected as 42"_s);
        QCOMPARE(delivery().tone(), Pill::Tone::Warning);
        for (std::size_t tile = 0; tile < 4; ++tile)
            QCOMPARE(delivery().tileText(tile), u"–"_s);
    }

    void anErrorIsShownAndNotKept()
    {
        PublishResult result;
        result.error = u"The hub is not listening."_s;
        page().showResult(toUser(u"42"_s), result);
        QCOMPARE(delivery().tone(), Pill::Tone::Bad);
        QCOMPARE(delivery().messageText(), result.error);
        QCOMPARE(table().model()->rowCount(), 0);
    }

    void whatWasSentSurvivesARestartAndLoadsIntoTheEditor()
    {
        PublishRequest request = toUser(u"42"_s);
        request.type = u"like"_s;
        page().showResult(request, delivered(1));
        makePage();
        QCOMPARE(table().model()->rowCount(), 1);
        Q_EMIT table().loadIntoEditor(0);
        QCOMPARE(form().request().userIds, QStringList {u"42"_s});
        QCOMPARE(form().request().type, u"like"_s);
        QCOMPARE(payload().text(), u"{\n  \"b\": 1\n}"_s);
        QCOMPARE(modes().current(), int(PublishMode::OneUser));
    }

    void aTextWithQuotesLoadsAsAText()
    {
        PublishRequest request = toUser(u"42"_s);
        request.data = "\"quoted\"";
        page().showResult(request, delivered(1));
        Q_EMIT table().loadIntoEditor(0);
        QCOMPARE(form().request().data, request.data);
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
        m_page = std::make_unique<PublishPage>(
            m_around->hub, m_around->theme, m_around->state, m_around->path(u"sent.json"_s));
        QVERIFY(showPage(*m_page));
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
    QLineEdit& field(const QString& name) { return *findField(*m_page, name); }
    bool hasButton(const QString& text) { return findButton(*m_page, text); }
    QAbstractButton& button(const QString& text) { return *findButton(*m_page, text); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<PublishPage> m_page;
};

QTEST_MAIN(TestPublishPage)
#include "tst_publish_page.moc"
