// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access/access_page.h"

#include "access/access_rules_card.h"
#include "access/certificate_card.h"
#include "access/proofs_card.h"
#include "access/refusals_card.h"
#include "access/token_check_card.h"
#include "access/token_dialog.h"
#include "ui/access/access_for_tests.h"
#include "ui/layout_check.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "support/certificate_authority.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QUrl>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

QStringList rowsOf(const QAbstractItemModel& model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        rows << cells.join(u" | "_s);
    }
    return rows;
}

std::shared_ptr<const AccessSnapshot> shared(AccessSnapshot access)
{
    return std::make_shared<const AccessSnapshot>(std::move(access));
}

HubOptions withSecret()
{
    HubOptions options;
    options.listenHost = u"127.0.0.1"_s;
    options.listenPort = 0;
    options.jwtSecret = u"a-secret-that-is-as-long-as-32-bytes"_s;
    options.publishToken = u"ci=publishes"_s;
    return options;
}

} // namespace

class TestAccessPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_page = std::make_unique<AccessPage>(m_around->hub, m_around->theme, m_around->state);
    }

    void cleanup()
    {
        m_page.reset();
        m_around.reset();
    }

    void anOpenHubSaysWhatIsOpenAndLeadsToItsSettings()
    {
        m_page->showSnapshot(shared(openAccess()));
        QCOMPARE(m_page->rules()->pill()->text(), u"open to everybody on this machine"_s);
        QCOMPARE(m_page->rules()->pill()->tone(), Pill::Tone::Neutral);
        QVERIFY(m_page->rules()->adviceText().contains(u"a publish token"_s));
        QCOMPARE(m_page->rules()->lines().size(), 2);
        QCOMPARE(m_page->proofs()->emptyState()->title(), u"No key and no token"_s);
        QCOMPARE(m_page->refusals()->emptyState()->title(), u"Nobody was refused"_s);
        QVERIFY(!m_page->check()->makeButton()->isEnabled());
        QVERIFY(m_page->check()->makeButton()->toolTip().contains(u"--jwt-secret"_s));
        QSignalSpy asked(m_page.get(), &AccessPage::settingsRequested);
        m_page->rules()->settingsButton()->click();
        QCOMPARE(asked.size(), 1);
    }

    void keysAndTokensAreListedByNameAndLastUse()
    {
        const QAbstractItemModelTester tester(m_page->proofs()->table()->model(),
            QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_page->showSnapshot(shared(closedAccess()));
        QCOMPARE(rowsOf(*m_page->proofs()->table()->model()),
            (QStringList{u"2026-11-a | ES256 | file issuer.jwks | now"_s,
                u"– | ES256 | the secret before | –"_s,
                u"app | publish token | --publish-token | 2 h ago"_s,
                u"cron | publish token | --publish-token | –"_s,
                u"grafana | monitor token | --monitor-token | 45 s ago"_s}));
        m_page->showSnapshot(shared(openAccess()));
        QCOMPARE(m_page->proofs()->table()->model()->rowCount(), 0);
    }

    void refusalsAreLiveSortedFilteredAndExported()
    {
        AccessSnapshot access = closedAccess();
        access.refusals = someRefusals();
        m_page->showSnapshot(shared(access));
        RefusalsCard& card = *m_page->refusals();
        QVERIFY(rowsOf(card.arrangement())
                    .first()
                    .endsWith(
                        u"203.0.113.9 | stream of 1284 | token expired 12 s ago | 1"_s)); // newest
                                                                                          // first
        QVERIFY(card.countText().startsWith(u"1,910 refusal"_s));
        QVERIFY(card.countText().endsWith(u", 2 of them no longer listed"_s));
        QCOMPARE(card.detailText(), QString());
        card.table()->selectRow(1);
        QCOMPARE(card.detailText(), u"401: userId: the token is of another user"_s);
        access.refusals.rows.push_back(refusalOf(8, "::1", "stream", "no token"));
        m_page->showSnapshot(shared(access));
        QVERIFY(rowsOf(card.arrangement()).first().contains(u"::1"_s));
        QCOMPARE(card.table()->currentIndex().row(), 2); // what is selected stays so
        card.filter()->setText(u"publish"_s);
        QCOMPARE(card.arrangement().rowCount(), 1);
        QVERIFY(card.countText().startsWith(u"1 of 4 row"_s));
        QSignalSpy done(m_page.get(), &AccessPage::lastAction);
        const QString path = m_around->path(u"refused.csv"_s);
        card.exportCsv(path);
        QVERIFY(done.wait());
        QVERIFY(done.first().first().toString().endsWith(u" written to refused.csv"_s));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count("\r\n"), 2);
        card.filter()->setText(u"nothing like it"_s);
        QCOMPARE(card.emptyState()->title(), u"No row matches the filter"_s);
        card.emptyState()->actionButton()->click();
        QCOMPARE(card.arrangement().rowCount(), 4);
    }

    void aTokenIsJudgedClaimByClaim()
    {
        m_page->showSnapshot(shared(closedAccess()));
        constexpr qint64 now = 1'800'000'000'000;
        TokenReport report;
        report.refusal = u"token is signed with RS256, and this hub has no key for that"_s;
        report.lines = {{u"signature"_s, u"RS256, kid 2026-11-a"_s, 0,
                            u"token is signed with RS256, and this hub has no key for that"_s},
            {u"exp"_s, u"2027"_s, now + 540'000, {}}, {u"nbf"_s, {}, 0, {}},
            {u"user"_s, u"1284"_s, 0, {}}};
        m_page->check()->showReport(report, now);
        QCOMPARE(m_page->check()->pill()->text(), u"would be refused"_s);
        QCOMPARE(m_page->check()->pill()->tone(), Pill::Tone::Bad);
        const QStringList lines = m_page->check()->lines();
        QCOMPARE(lines.size(), 3); // what it need not say and does not is left out
        QCOMPARE(lines[0],
            u"Signature | RS256, kid 2026-11-a | token is signed with RS256, and this hub has no "
            u"key for that"_s);
        QVERIFY(lines[1].startsWith(u"exp | in 9 min, at 2027-01-15 "_s));
        QCOMPARE(lines[2], u"sub | 1284"_s);
        QCOMPARE(m_page->check()->summaryText(), QString());
        report.refusal.clear();
        report.user = u"1284"_s;
        report.validUntilMs = now + 570'000;
        report.lines.resize(1);
        m_page->check()->showReport(report, now);
        QCOMPARE(m_page->check()->pill()->text(), u"would be taken"_s);
        QCOMPARE(m_page->check()->lines().size(), 1);
        QVERIFY(m_page->check()->summaryText().startsWith(u"It opens the stream of 1284 until "_s));
    }

    void whatIsWrongWithATokenIsReadWholeAtAnyWidth()
    {
        m_page->showSnapshot(shared(closedAccess()));
        m_page->show();
        TokenReport report;
        report.refusal = u"token is for an audience (aud) “"_s + QString(60, u'x')
            + u"” and this hub has none; set --jwt-audience"_s;
        report.lines = {{u"signature"_s, u"ES256, kid "_s + QString(200, u'k'), 0, {}},
            {u"exp"_s, u"2027"_s, 1'800'000'540'000, {}}, {u"nbf"_s, {}, 0, {}},
            {u"aud"_s, QString(200, u'x'), 0, report.refusal},
            {u"user"_s, QString(200, u'u'), 0, {}}};
        for (const int width : {700, 1000, 1172, 2300}) {
            m_page->resize(width, 1300);
            m_page->check()->showReport(report, 1'800'000'000'000);
            for (int turn = 0; turn < 8; ++turn) // a layout may follow from a layout
                QCoreApplication::processEvents();
            QCOMPARE(LayoutCheck::faults(*m_page).join(u'\n'), QString());
        }
    }

    void linksAreByTheNameThatClientsReachTheHubBy()
    {
        AccessSnapshot access = closedAccess();
        access.canMint = true;
        access.front = u"https://app.example"_s;
        TokenDialog dialog(m_around->hub, m_around->theme);
        dialog.takeAccess(access);
        TicketMade ticket;
        ticket.ticket = u"abc"_s;
        ticket.url = u"/api/notifications?ticket=abc"_s;
        dialog.showTicket(ticket);
        QCOMPARE(
            dialog.shownLines().value(1), u"https://app.example/api/notifications?ticket=abc"_s);
        QCOMPARE(dialog.shownLines().value(3),
            u"const events = new EventSource(\"https://app.example/api/notifications?ticket=abc\");"_s);
    }

    void theCertificateIsShownWithWhatIsLeftOfIt_data()
    {
        QTest::addColumn<int>("days");
        QTest::addColumn<QString>("pill");
        QTest::addColumn<Pill::Tone>("tone");
        QTest::newRow("good") << 21 << u"expires in 21 day(s)"_s << Pill::Tone::Good;
        QTest::newRow("soon") << 20 << u"expires in 20 day(s)"_s << Pill::Tone::Warning;
        QTest::newRow("today") << 0 << u"expires within a day"_s << Pill::Tone::Warning;
        QTest::newRow("over") << -1 << u"expired on 2027-01-14"_s << Pill::Tone::Bad;
    }
    void theCertificateIsShownWithWhatIsLeftOfIt()
    {
        QFETCH(const int, days);
        QFETCH(const QString, pill);
        QFETCH(const Pill::Tone, tone);
        CertificateCard card(m_around->theme);
        HubStatus status;
        card.show(status, 0);
        QVERIFY(card.isHidden());
        const qint64 nowMs = 1'800'000'000'000; // 2027-01-15 08:00 UTC
        status.urls = QStringList{u"https://127.0.0.1:3000"_s, u"unix:/run/hub.sock"_s};
        status.tls.isOn = true;
        status.tls.subject = u"CN=hub.example"_s;
        status.tls.issuer = u"CN=An authority"_s;
        status.tls.names = QStringList{u"hub.example"_s, u"10.0.0.1"_s};
        status.tls.validFromMs = nowMs - 90 * 86'400'000LL;
        status.tls.validUntilMs = nowMs + days * 86'400'000LL + 3'600'000;
        status.tls.readAtMs = nowMs - 180'000;
        card.show(status, nowMs);
        QVERIFY(!card.isHidden());
        QCOMPARE(card.pill()->tone(), tone);
        if (days < 0)
            QVERIFY(card.pill()->text().startsWith(u"expired on 2027-01-14"_s));
        else
            QVERIFY2(card.pill()->text().startsWith(pill.first(pill.indexOf(u"day"_s))),
                qPrintable(card.pill()->text()));
        QCOMPARE(card.lines().value(0),
            u"For hub.example, 10.0.0.1 (CN=hub.example), signed by CN=An authority; on "
            "https://127.0.0.1:3000"_s);
        QVERIFY(card.lines().value(1).endsWith(u"read 3 min ago."_s));
        QCOMPARE(card.lines().size(), 2);
        status.tls.problem = u"--tls-key: no key"_s;
        status.tls.issuer = status.tls.subject;
        status.tls.asksClients = true;
        card.show(status, nowMs);
        QVERIFY(card.lines().value(0).contains(u"signed by itself"_s));
        QVERIFY(card.lines().value(1).endsWith(u"Clients must show one, too."_s));
        QVERIFY(card.lines().value(2).endsWith(u"--tls-key: no key"_s));
    }

    void theCertificateIsReadAnewByAButton()
    {
        fanlight::testing::CertificateAuthority authority;
        QVERIFY(authority.make());
        HubOptions options = withSecret();
        options.tlsCert = authority.file(u"server.pem"_s);
        options.tlsKey = authority.file(u"server.key"_s);
        m_around->hub.start(options);
        QTRY_VERIFY(m_around->hub.isListening());
        QVERIFY(showPage(*m_page));
        QTRY_VERIFY(m_page->certificate()->isVisible());
        QVERIFY(m_page->certificate()->lines().value(0).startsWith(
            u"For localhost (CN=localhost), signed by CN=Authority of a test; on https://127.0.0.1:"_s));
        QTRY_COMPARE(LayoutCheck::faults(*m_page).join(u'\n'), QString());
        QSignalSpy told(m_page.get(), &AccessPage::lastAction);
        m_page->certificate()->readButton()->click();
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told[0][0].toString(), u"certificate read anew"_s);
        QFile key(authority.file(u"server.key"_s));
        QVERIFY(key.open(QIODevice::WriteOnly) && key.write("none") == 4);
        key.close();
        m_page->certificate()->readButton()->click();
        QTRY_COMPARE(told.size(), 2);
        QVERIFY(told[1][0].toString().startsWith(u"certificate not read anew: --tls-"_s));
        QTRY_COMPARE(m_page->certificate()->lines().size(), 3);
        QVERIFY(m_around->hub.isListening());
    }

    void aTokenMadeHereIsTakenShownAsItIsUsedAndForgottenWithThePage()
    {
        m_around->hub.start(withSecret());
        QTRY_VERIFY(m_around->hub.isListening());
        QVERIFY(showPage(*m_page));
        QTRY_VERIFY(m_page->check()->makeButton()->isEnabled());
        m_page->check()->makeButton()->click();
        TokenDialog* dialog = m_page->tokenDialog();
        QVERIFY(dialog);
        QVERIFY(!dialog->makeButton()->isEnabled());
        dialog->userField()->setText(u"zoë"_s);
        dialog->makeButton()->click();
        QTRY_COMPARE(dialog->shownLines().size(), 3); // no URL: tokens are not taken there
        const QString token = dialog->shownLines()[0];
        QCOMPARE(token.count(u'.'), 2);
        QCOMPARE(dialog->shownLines()[1],
            u"curl -N -H 'Authorization: Bearer %1' '%2/api/notifications'"_s.arg(
                token, m_around->hub.status().url));
        QVERIFY(dialog->shownLines()[2].contains(
            u"document.cookie = \"fanlight_token=%1; Path=/; SameSite=Strict\""_s.arg(token)));
        QCOMPARE(LayoutCheck::faults(*dialog).join(u'\n'), QString());
        dialog->copyButton(0)->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        dialog->kind()->setCurrent(1);
        QVERIFY(dialog->shownLines().isEmpty());
        dialog->makeButton()->click();
        QTRY_COMPARE(dialog->shownLines().size(), 4);
        const QString url = dialog->shownLines()[1];
        QCOMPARE(url,
            m_around->hub.status().url + u"/api/notifications?ticket="_s + dialog->shownLines()[0]);
        QCOMPARE(dialog->shownLines()[2], u"curl -N '%1'"_s.arg(url));
        QCOMPARE(dialog->shownLines()[3], u"const events = new EventSource(\"%1\");"_s.arg(url));
        dialog->close();
        QTRY_VERIFY(!m_page->tokenDialog());

        QPlainTextEdit& edit = *m_page->check()->edit();
        edit.setPlainText(u"  Authorization: Bearer "_s + token.left(40) + u'\n' + token.mid(40));
        QTRY_COMPARE(m_page->check()->pill()->text(), u"would be taken"_s);
        QVERIFY(m_page->check()->summaryText().startsWith(u"It opens the stream of zoë until"_s));
        edit.setPlainText(token.chopped(1));
        QTRY_COMPARE(m_page->check()->pill()->text(), u"would be refused"_s);
        m_page->hide();
        QCOMPARE(edit.toPlainText(), QString());
        QVERIFY(!edit.document()->isUndoAvailable());
        QVERIFY(m_page->check()->lines().isEmpty());
    }

    void whatIsRefusedComesToThePageByItself()
    {
        m_around->hub.start(withSecret());
        QTRY_VERIFY(m_around->hub.isListening());
        QVERIFY(showPage(*m_page));
        QTcpSocket client;
        client.connectToHost(
            QHostAddress::LocalHost, quint16(QUrl(m_around->hub.status().url).port()));
        client.write("GET /api/notifications?userId=42 HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QTRY_COMPARE(m_page->refusals()->arrangement().rowCount(), 1);
        QVERIFY(
            rowsOf(m_page->refusals()->arrangement())
                .first()
                .contains(u"127.0.0.1 | stream of 42 | a user's stream needs the user's token"_s));
        m_around->hub.stop(); // it is still told
        QTRY_COMPARE(m_page->rules()->pill()->text(), u"not listening"_s);
        QCOMPARE(m_page->refusals()->arrangement().rowCount(), 1);
    }

    void inANarrowWindowTheCardsStandUnderOneAnother()
    {
        QVERIFY(showPage(*m_page));
        QVERIFY(m_page->refusals()->x() > m_page->proofs()->x());
        m_page->resize(700, 1200);
        QTRY_COMPARE(m_page->refusals()->x(), m_page->proofs()->x());
        QVERIFY(m_page->refusals()->y() > m_page->check()->y());
    }

    void tabGoesThroughThePageAsItIsRead()
    {
        AccessSnapshot access = closedAccess();
        access.refusals = someRefusals();
        m_page->showSnapshot(shared(access));
        m_page->show();
        m_page->showSnapshot(shared(access));
        QCOMPARE(tabOrder(*m_page).join(u", "_s),
            u"Settings of access, Keys and tokens, Token to check, Make one for a user…, "
            u"Clear, "
            u"Export…, Filter what was refused, Refused"_s);
    }

private:
    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<AccessPage> m_page;
};

ROOM_TEST(TestAccessPage, QApplication)
#include "tst_access_page.moc"
