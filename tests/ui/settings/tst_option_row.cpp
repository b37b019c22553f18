// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/option_row.h"

#include "settings/option_control.h"
#include "settings/option_draft.h"
#include "settings/quantity_spin.h"
#include "ui/page_fixture.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestOptionRow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_draft = std::make_unique<OptionDraft>(m_around->hub, m_around->settings);
    }

    void cleanup()
    {
        m_row.reset();
        m_draft.reset();
        m_around.reset();
    }

    void everyControlGivesBackWhatItWasGiven_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QStringList>("texts");
        const auto row = [](const char* option, const QStringList& texts) {
            QTest::addRow("%s", option) << QString::fromLatin1(option) << texts;
        };
        row("listen",
            {u"localhost:3000"_s, u"0.0.0.0:0"_s, u"[::1]:65535"_s, u"hub.example:80"_s,
                u"localhost:3000,unix:/run/hub.sock"_s, u"[::1]:1,127.0.0.1:2,[::]:3"_s,
                u"unix:/run/hub.sock?mode=0600"_s});
        row("source",
            {QString(), u"redis-stream://:hush@cache/1?key=outbox"_s,
                u"redis-stream://a?key=one,redis-stream://b?key=two"_s});
        row("shards", {u"auto"_s, u"1"_s, u"64"_s});
        row("channel-prefix", {u"notifications:"_s, u"n:"_s});
        row("type-as", {u"member"_s, u"event"_s, u"off"_s});
        row("history", {u"100/1h"_s, u"off"_s, u"7/90s"_s, u"100000/7d"_s});
        row("history-bytes", {u"64KiB"_s, u"256MiB"_s, u"64GiB"_s, u"100001"_s});
        row("batch", {u"asked"_s, u"all"_s});
        row("batch-window", {u"100ms"_s, u"off"_s, u"10s"_s, u"1ms"_s});
        row("batch-max", {u"2"_s, u"100"_s, u"1000"_s});
        row("max-connections", {u"0"_s, u"10214"_s, u"1000000"_s});
        row("max-per-user", {u"0"_s, u"5"_s});
        row("max-lifetime", {u"off"_s, u"1m"_s, u"15m"_s, u"77s"_s, u"30d"_s});
        row("heartbeat", {u"1s"_s, u"15s"_s, u"1h"_s, u"1500ms"_s});
        row("retry", {u"100ms"_s, u"2s"_s});
        row("backlog-limit", {u"4KiB"_s, u"256KiB"_s, u"64MiB"_s, u"5000"_s});
        row("slow-client", {u"disconnect"_s, u"drop"_s});
        row("cors-origin", {QString(), u"https://app.example,https://b.example:8443"_s});
        row("cors-header", {QString(), u"X-Request-ID,X-Trace"_s});
        row("limit-streams", {u"auto"_s, u"off"_s, u"20/s:100"_s});
        row("limit-requests", {u"auto"_s, u"300/m"_s});
        row("limit-publishes", {u"off"_s, u"1000/s"_s});
        row("host", {QString(), u"*.example.com,hub"_s});
        row("publish-token", {QString(), u"hush-hush"_s});
        row("instance-name", {QString(), u"one"_s});
        row("log-level", {u"debug"_s, u"info"_s, u"warning"_s, u"error"_s});
        row("log-file", {QString(), u"/var/log/fan light.log"_s});
        row("log-file-size", {u"64KiB"_s, u"10MiB"_s, u"1GiB"_s});
        row("log-files", {u"0"_s, u"5"_s, u"100"_s});
        row("allow-faults", {u"off"_s, u"on"_s});
        row("trusted-proxy", {QString(), u"127.0.0.1,10.0.0.0/8"_s});
        row("anonymous", {u"auto"_s, u"all"_s, u"broadcasts"_s, u"none"_s});
        row("admin-token", {QString(), u"ops=hush-hush"_s});
        row("monitor-token", {QString(), u"@/run/hush"_s});
        row("jwt-key", {QString(), u"/etc/issuer.pem"_s});
        row("jwt-secret", {QString(), u"@/run/hush"_s});
        row("jwt-secret-previous", {QString(), u"@/run/before"_s});
        row("jwks-url", {QString(), u"https://id.example/keys"_s});
        row("authorize", {QString(), u"http://localhost:8000/allow"_s});
        row("jwt-issuer", {QString(), u"https://id.example"_s});
        row("jwt-audience", {QString(), u"hub"_s});
        row("jwt-user-claim", {u"sub"_s, u"uid"_s});
        row("jwt-leeway", {u"off"_s, u"30s"_s, u"10m"_s});
        row("jwt-allow-no-exp", {u"off"_s, u"on"_s});
        row("jwt-in-url", {u"off"_s, u"on"_s});
        row("tls-cert", {QString(), u"/etc/fanlight/hub.pem"_s});
        row("tls-key", {QString(), u"/etc/fanlight/hub.key"_s});
        row("tls-client-ca", {QString(), u"/etc/fanlight/clients.pem"_s});
        row("audit-file", {QString(), u"/var/log/fan light.jsonl"_s});
    }

    void everyControlGivesBackWhatItWasGiven()
    {
        QFETCH(const QString, option);
        QFETCH(const QStringList, texts);
        open(option);
        QSignalSpy edited(m_row->control(), &OptionControl::edited);
        for (const QString& text : texts) {
            HubOptions options;
            QCOMPARE(setHubOption(options, option, text), QString());
            QCOMPARE(hubOptionText(options, option), text);
            m_row->control()->setText(text);
            QCOMPARE(m_row->control()->text(), text);
        }
        QCOMPARE(edited.size(), 0); // it was not the user
    }

    void everyOptionHasSuchARow()
    {
        int rows = 0;
        for (const OptionSpec& spec : hubOptionSpecs()) {
            if (QByteArray(spec.name) == "broker") // has a card of its own
                continue;
            open(QString::fromLatin1(spec.name));
            QCOMPARE(m_row->control()->text(), hubOptionText(HubOptions(), m_row->option()));
            ++rows;
        }
        QCOMPARE(rows, 49); // those that everyControlGivesBackWhatItWasGiven() has
    }

    void aChoiceIsAPressOfAKey()
    {
        open(u"slow-client"_s);
        auto* choice = part<Segmented>();
        choice->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(m_draft->wanted().slowClient, SlowClientPolicy::Drop);
        QCOMPARE(badges(), u"live, changed"_s);
    }

    void theChosenWordHasRoomForItsBoldLetters()
    {
        open(u"slow-client"_s);
        for (const auto* button : part<Segmented>()->findChildren<QPushButton*>()) {
            QFont bold = button->font();
            bold.setWeight(QFont::DemiBold);
            const int padding = button->sizeHint().width()
                - button->fontMetrics().horizontalAdvance(button->text());
            QVERIFY2(
                button->width() >= QFontMetrics(bold).horizontalAdvance(button->text()) + padding,
                qPrintable(button->text()));
        }
    }

    void anotherValueThanThoseListedIsPossible()
    {
        open(u"max-lifetime"_s);
        auto* choice = part<Segmented>();
        auto* other = part<QuantitySpin>();
        QVERIFY(!other->isVisible());
        choice->setCurrent(1);
        QCOMPARE(m_draft->wanted().maxLifetime, std::chrono::milliseconds(60'000));
        QVERIFY(!other->isVisible());
        choice->setCurrent(3);
        QVERIFY(other->isVisible());
        QVERIFY(other->hasFocus());
        QCOMPARE(m_draft->wanted().maxLifetime, std::chrono::milliseconds(60'000));
        other->selectAll();
        QTest::keyClicks(other, u"15 min"_s);
        QCOMPARE(m_draft->wanted().maxLifetime, std::chrono::milliseconds(900'000));
        QCOMPARE(choice->current(), 3); // not under the hands
        m_draft->revert();
        QCOMPARE(choice->current(), 0);
    }

    void historyIsACountAndAnAge()
    {
        open(u"history"_s);
        const auto spins = m_row->findChildren<QuantitySpin*>();
        QCOMPARE(spins.size(), 2);
        spins[0]->selectAll();
        QTest::keyClicks(spins[0], u"off"_s);
        QCOMPARE(m_draft->wanted().historyCount, 0);
        QVERIFY(!spins[1]->isEnabled());
        QVERIFY2(
            m_row->description().contains(u"nothing is kept"_s), qPrintable(m_row->description()));
        spins[0]->selectAll();
        QTest::keyClicks(spins[0], u"50"_s);
        QCOMPARE(hubOptionText(m_draft->wanted(), u"history"), u"50/1h"_s);
        spins[1]->selectAll();
        QTest::keyClicks(spins[1], u"8 d"_s);
        QVERIFY2(m_row->error().contains(u"out of bounds"_s), qPrintable(m_row->error()));
    }

    void anAddressIsAHostAndAPort()
    {
        open(u"listen"_s);
        auto* host = part<QComboBox>();
        auto* port = part<QuantitySpin>();
        QCOMPARE(host->currentText(), u"localhost"_s);
        host->setCurrentText(u"127.0.0.1"_s);
        port->setFocus();
        QTest::keyClick(port, Qt::Key_Up);
        QCOMPARE(hubOptionText(m_draft->wanted(), u"listen"), u"127.0.0.1:3001"_s);
        QCOMPARE(port->text(), u"3001"_s); // no figure of three thousand
        host->setCurrentText(u"0.0.0.0"_s);
        QVERIFY(m_row->error().contains(u"“Publish token”"_s));
    }

    void furtherAddressesStandBehindTheFirst()
    {
        open(u"listen"_s);
        auto* host = part<QComboBox>();
        QLineEdit* others = nullptr;
        for (QLineEdit* one : m_row->findChildren<QLineEdit*>()) {
            if (!one->placeholderText().isEmpty())
                others = one;
        }
        QTest::keyClicks(others, u"unix:/run/hub.sock"_s);
        QCOMPARE(
            hubOptionText(m_draft->wanted(), u"listen"), u"localhost:3000,unix:/run/hub.sock"_s);
        QTest::keyClicks(others, u", nonsense"_s);
        QVERIFY2(m_row->error().contains(u"has no port"_s), qPrintable(m_row->error()));
        others->clear();
        host->setCurrentText(u"unix:/run/hub.sock"_s);
        QVERIFY(!part<QuantitySpin>()->isEnabled());
        QCOMPARE(hubOptionText(m_draft->wanted(), u"listen"), u"unix:/run/hub.sock"_s);
        host->setCurrentText(u"127.0.0.1"_s);
        QVERIFY(part<QuantitySpin>()->isEnabled());
        QCOMPARE(hubOptionText(m_draft->wanted(), u"listen"), u"127.0.0.1:3000"_s);
    }

    void aSecretIsDotsUnlessOneAsks()
    {
        open(u"publish-token"_s);
        auto* edit = part<QLineEdit>();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QTest::keyClicks(edit, u"hush-hush"_s);
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QCOMPARE(m_draft->wanted().publishToken, u"hush-hush"_s);
        findButton(*m_row, u"Show"_s)->click();
        QCOMPARE(edit->echoMode(), QLineEdit::Normal);
        findButton(*m_row, u"Hide"_s)->click();
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
    }

    void aFlagIsABox()
    {
        open(u"allow-faults"_s);
        part<QCheckBox>()->click();
        QVERIFY(m_draft->wanted().allowFaults);
    }

    void saysAtTheFieldWhatIsWrong()
    {
        open(u"heartbeat"_s);
        auto* spin = part<QuantitySpin>();
        spin->selectAll();
        QTest::keyClicks(spin, u"2 h"_s);
        QCOMPARE(m_row->error(), u"“2h” is out of bounds; use 1s to 1h"_s);
        QVERIFY(spin->property("invalid").toBool());
        QVERIFY(spin->accessibleDescription().contains(u"out of bounds"_s));
        spin->selectAll();
        QTest::keyClicks(spin, u"1 h"_s);
        QCOMPARE(m_row->error(), QString());
        QVERIFY(!spin->property("invalid").toBool());
        QVERIFY(!spin->accessibleDescription().contains(u"out of bounds"_s));
    }

    void goesBackToTheDefaultAndKeepsTheFocus()
    {
        open(u"heartbeat"_s);
        QVERIFY(!m_row->resetButton()->isVisible());
        m_draft->setText(u"heartbeat", u"77s"_s);
        QVERIFY(m_row->resetButton()->isVisible());
        m_row->resetButton()->setFocus();
        QTest::keyClick(m_row->resetButton(), Qt::Key_Space);
        QCOMPARE(m_draft->wanted().heartbeat, std::chrono::milliseconds(15'000));
        QVERIFY(!m_row->resetButton()->isVisible());
        QVERIFY(part<QuantitySpin>()->hasFocus());
    }

    void saysWhereItComesFromAndWhatOverrulesIt()
    {
        const ParsedArguments start = parseArguments(
            {u"--retry"_s, u"9s"_s}, {{u"FANLIGHT_HISTORY"_s, u"50/1h"_s}}, nullptr, {});
        m_draft->setStart(m_around->hub.options(), start.origins);
        open(u"history"_s);
        QCOMPARE(badges(), u"restart, from FANLIGHT_HISTORY"_s);
        QVERIFY(m_row->description().contains(u"FANLIGHT_HISTORY overrules what is kept here"_s));
        open(u"retry"_s);
        QCOMPARE(badges(), u"live, from --retry"_s);
        QVERIFY(m_row->description().contains(u"--retry overrules what is kept here"_s));
        m_around->settings.setValue(u"hub/heartbeat"_s, u"15s"_s);
        open(u"heartbeat"_s);
        QCOMPARE(badges(), u"live, settings file"_s);
    }

    void isFoundByItsNamesAndTexts()
    {
        open(u"max-lifetime"_s);
        for (const QStringList& words : {QStringList{u"life"_s}, {u"--max-lifetime"_s},
                 {u"FANLIGHT_MAX_LIFE"_s}, {u"spread"_s, u"80"_s}, {u"STREAMS"_s}, {}})
            QVERIFY2(m_row->matches(words), qPrintable(words.join(u' ')));
        QVERIFY(!m_row->matches({u"life"_s, u"batch"_s}));
    }

    void tellsWhatItComesTo()
    {
        open(u"max-lifetime"_s);
        m_draft->setText(u"max-lifetime", u"60s"_s);
        m_row->setConnections(10'800);
        QVERIFY2(m_row->description().contains(u"about 200 reconnects a second at 10,800 stream"_s),
            qPrintable(m_row->description()));
    }

    void standsBelowItsWordsWhereThereIsNoRoom()
    {
        open(u"max-lifetime"_s);
        m_row->resize(900, 100);
        m_row->fit(900, false);
        QCoreApplication::processEvents();
        QVERIFY(m_row->control()->x() > 250);
        m_row->fit(420, true);
        m_row->resize(420, 200);
        QCoreApplication::processEvents();
        QCOMPARE(m_row->control()->x(), 0);
        QVERIFY(m_row->control()->width() <= 420);
    }

private:
    void open(const QString& option)
    {
        m_row = std::make_unique<OptionRow>(*m_draft, *findOption(hubOptionSpecs(), option));
        QVERIFY(showPage(*m_row));
    }
    template <class Part> Part* part() const { return m_row->findChild<Part*>(); }
    QString badges() const { return m_row->badges()->texts().join(u", "_s); }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<OptionDraft> m_draft;
    std::unique_ptr<OptionRow> m_row;
};

ROOM_TEST(TestOptionRow, QApplication)
#include "tst_option_row.moc"
