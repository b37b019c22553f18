// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_webhooks.h"

#include "alerts/alert_dialog.h"
#include "alerts/alerts_page.h"
#include "alerts/webhook_book.h"
#include "alerts/webhook_dialog.h"
#include "alerts/webhook_field.h"
#include "support/patience.h"
#include "support/room.h"
#include "ui/alerts/hook_server.h"
#include "ui/page_fixture.h"

#include <QCheckBox>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QPushButton>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

AlertReading slowAt(qint64 seconds, quint64 clients)
{
    AlertReading reading;
    reading.timeMs = 1'700'000'000'000 + seconds * 1000;
    reading.isMeasured = true;
    reading.newest.slowClients = clients;
    return reading;
}

const AlertHub Eu{u"0a0a0a0a"_s, u"eu-1"_s};

} // namespace

// From a rule that fires to what its webhook gets.
class TestAlertWebhooks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_book = std::make_unique<AlertBook>(path());
        m_book->setHub(Eu);
        m_hooks = std::make_unique<AlertWebhooks>(*m_book);
        m_server = std::make_unique<HookServer>();
    }
    void cleanup()
    {
        m_hooks.reset();
        m_book.reset();
        m_server.reset();
        m_around.reset();
    }

    void theWebhookForAllIsToldOfBothEnds()
    {
        QCOMPARE(m_book->webhooks().setForAll(m_server->url()), QString());
        add(u"slow_clients > 2"_s);
        m_book->take(Eu, slowAt(0, 5));
        QTRY_COMPARE(m_server->states(), QStringList(u"firing"_s));
        const QJsonObject fired = m_server->requests.front().json();
        QCOMPARE(fired[u"rule"_s].toString(), u"slow_clients > 2"_s);
        QCOMPARE(fired[u"hub"_s].toString(), u"eu-1"_s);
        QCOMPARE(fired[u"figure"_s].toString(), u"slow_clients"_s);
        QCOMPARE(fired[u"value"_s].toDouble(), 5.0);
        QCOMPARE(fired[u"severity"_s].toString(), u"warning"_s);
        QCOMPARE(fired[u"since"_s].toString(), u"2023-11-14T22:13:20.000Z"_s);
        m_book->take(Eu, slowAt(4, 0));
        QTRY_COMPARE(m_server->states(), QStringList({u"firing"_s, u"resolved"_s}));
        const QJsonObject over = m_server->requests.back().json();
        QCOMPARE(over[u"since"_s].toString(), u"2023-11-14T22:13:20.000Z"_s);
        QCOMPARE(over[u"time"_s].toString(), u"2023-11-14T22:13:24.000Z"_s);
    }

    void aRuleMayHaveOneOfItsOwn()
    {
        HookServer own;
        QCOMPARE(m_book->webhooks().setForAll(m_server->url()), QString());
        const QString id = add(u"slow_clients > 2"_s);
        QCOMPARE(m_book->webhooks().setOwn(id, own.url()), QString());
        m_book->take(Eu, slowAt(0, 5));
        QTRY_COMPARE(own.states(), QStringList(u"firing"_s));
        QVERIFY(m_server->requests.empty());
    }

    void whatIsTakenAwayWhileItFiresIsOver()
    {
        QCOMPARE(m_book->webhooks().setForAll(m_server->url()), QString());
        const QString id = add(u"slow_clients > 2"_s);
        m_book->take(Eu, slowAt(0, 5));
        m_book->remove(id);
        QTRY_COMPARE(m_server->states(), QStringList({u"firing"_s, u"resolved"_s}));
        QVERIFY(m_server->requests.back().json()[u"value"_s].isNull());
    }

    void withoutAWebhookNothingIsSent()
    {
        add(u"slow_clients > 2"_s);
        m_book->take(Eu, slowAt(0, 5));
        QCOMPARE(m_hooks->sender().inFlight(), 0);
    }

    // The URLs stand in a file of their owner's, apart from the rules; and are there after a start.
    void secretsAreKeptApart()
    {
        const QString id = add(u"slow_clients > 2"_s);
        QCOMPARE(m_book->webhooks().setForAll(u"https://a.example/HUSH-1"_s), QString());
        QCOMPARE(m_book->webhooks().setOwn(id, u"https://b.example/HUSH-2"_s), QString());
        m_hooks.reset();
        m_book.reset(); // waits for the rules to be written
        QFile rules(path());
        QVERIFY(rules.open(QIODevice::ReadOnly));
        QVERIFY(!rules.readAll().contains("HUSH"));
        const QString kept = m_around->path(u"alerts-webhooks.json"_s);
        const QFile::Permissions others
            = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther;
        QVERIFY(!(QFileInfo(kept).permissions() & others));
        WebhookBook again(kept);
        QCOMPARE(again.forAll(), u"https://a.example/HUSH-1"_s);
        QCOMPARE(again.urlFor(id), QUrl(u"https://b.example/HUSH-2"_s));
        QCOMPARE(again.urlFor(u"another"_s), QUrl(u"https://a.example/HUSH-1"_s));
    }

    void whatStandsInTheFileIsChecked()
    {
        const QString kept = m_around->path(u"odd-webhooks.json"_s);
        QFile file(kept);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QJsonObject rules{
            {u"a"_s, u"file:///etc/passwd"_s}, {u"b"_s, 7}, {u"c"_s, u"https://good.example/x"_s}};
        file.write(
            QJsonDocument(QJsonObject{{u"all"_s, u"http://far.example/x"_s}, {u"rules"_s, rules}})
                .toJson());
        file.close();
        const WebhookBook odd(kept);
        QCOMPARE(odd.forAll(), QString());
        QVERIFY(!odd.urlFor(u"a"_s).isValid());
        QVERIFY(!odd.urlFor(u"b"_s).isValid());
        QCOMPARE(odd.urlFor(u"c"_s), QUrl(u"https://good.example/x"_s));
    }

    void theDialogSendsATestAndKeepsIt()
    {
        AlertsPage page(*m_book, m_around->theme, m_around->state);
        QVERIFY(showPage(page));
        page.webhookButton()->click();
        auto* dialog = page.findChild<WebhookDialog*>();
        QVERIFY(dialog);
        WebhookField* field = dialog->field();
        QVERIFY(!field->edit()->isEnabled());
        QVERIFY(!field->testButton()->isEnabled());
        field->tick()->setChecked(true);
        QVERIFY(!dialog->saveButton()->isEnabled()); // there is none yet
        field->edit()->setText(u"http://far.example/x"_s);
        QVERIFY(field->noteText().contains(u"https://"_s));
        QVERIFY(!dialog->saveButton()->isEnabled());
        field->edit()->setText(m_server->url());
        QVERIFY(dialog->saveButton()->isEnabled());
        field->testButton()->click();
        QTRY_VERIFY2(
            field->noteText().endsWith(u"took the test."_s), qPrintable(field->noteText()));
        QVERIFY(!field->noteText().contains(u"HUSH"_s));
        QCOMPARE(m_server->states(), QStringList(u"test"_s));
        QCOMPARE(m_server->requests.front().json()[u"hub"_s].toString(), u"eu-1"_s);
        m_server->answer = [](int) { return HookServer::status("500 No"); };
        field->testButton()->click();
        QTRY_VERIFY(field->noteText().contains(u"did not take the test: it answers 500"_s));
        QCOMPARE(m_server->requests.size(), std::size_t(2)); // a test is not tried again
        dialog->saveButton()->click();
        QCOMPARE(m_book->webhooks().forAll(), m_server->url());

        // It is not shown again, and stays unless another one is written.
        WebhookDialog again(*m_book);
        again.setAttribute(Qt::WA_DeleteOnClose, false);
        QVERIFY(again.field()->tick()->isChecked());
        QCOMPARE(again.field()->edit()->text(), QString());
        QVERIFY(!again.field()->edit()->placeholderText().contains(u"HUSH"_s));
        QVERIFY(again.field()->edit()->placeholderText().contains(u"127.0.0.1"_s));
        again.saveButton()->click();
        QCOMPARE(m_book->webhooks().forAll(), m_server->url());
        WebhookDialog off(*m_book);
        off.setAttribute(Qt::WA_DeleteOnClose, false);
        off.field()->tick()->setChecked(false);
        off.saveButton()->click();
        QCOMPARE(m_book->webhooks().forAll(), QString());
    }

    void aNewRuleIsMadeWithItsWebhook()
    {
        AlertsPage page(*m_book, m_around->theme, m_around->state);
        QVERIFY(showPage(page));
        AlertDialog* dialog = page.openNew();
        dialog->line()->setText(u"slow_clients > 2"_s);
        QVERIFY(dialog->saveButton()->isEnabled());
        dialog->webhook()->tick()->setChecked(true);
        QVERIFY(!dialog->saveButton()->isEnabled());
        dialog->webhook()->edit()->setText(m_server->url());
        dialog->saveButton()->click();
        QCOMPARE(m_book->rules().size(), std::size_t(1));
        QCOMPARE(m_book->webhooks().own(m_book->rules().front().id), m_server->url());
    }

    void whatFailsIsSaidOnThePage()
    {
        AlertsPage page(*m_book, m_around->theme, m_around->state);
        QVERIFY(showPage(page));
        connect(
            m_hooks.get(), &AlertWebhooks::problemsChanged, &page, &AlertsPage::setWebhookProblems);
        m_server->answer = [](int) { return HookServer::status("404 No"); };
        QCOMPARE(m_book->webhooks().setForAll(m_server->url()), QString());
        add(u"slow_clients > 2"_s);
        m_book->take(Eu, slowAt(0, 5));
        QTRY_COMPARE(page.problemText(),
            u"Webhook http://127.0.0.1:%1/…: it answers 404"_s.arg(m_server->serverPort()));
        m_server->answer = [](int) { return HookServer::status("200 OK"); };
        m_book->take(Eu, slowAt(4, 0));
        QTRY_COMPARE(page.problemText(), QString());
    }

    void rulesOfOtherHubsGoByTheirNames()
    {
        AlertRule rule = *AlertRule::parse(u"slow_clients > 2"_s).rule;
        rule.hub = u"0b0b0b0b"_s;
        QCOMPARE(m_book->save(rule), QString());
        AlertModel model(*m_book, m_around->theme);
        const auto hub = [&model] { return model.index(0, AlertModel::Hub).data().toString(); };
        QCOMPARE(hub(), u"0b0b0b0b"_s);
        m_book->setNames(
            [](const QString& key) { return key == u"0b0b0b0b"_s ? u"eu-2"_s : QString(); });
        QCOMPARE(hub(), u"eu-2"_s);
        QCOMPARE(m_book->nameOf(AlertHub::HereKey), u"this computer"_s);
    }

private:
    QString path() const { return m_around->path(u"alerts.json"_s); }

    QString add(const QString& text)
    {
        QString id;
        if (const QString problem = m_book->save(*AlertRule::parse(text).rule, &id);
            !problem.isEmpty())
            qWarning("%s", qPrintable(problem));
        return id;
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<AlertBook> m_book;
    std::unique_ptr<AlertWebhooks> m_hooks;
    std::unique_ptr<HookServer> m_server;
};

ROOM_TEST(TestAlertWebhooks, QApplication)
#include "tst_alert_webhooks.moc"
