// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "doctor/doctor_page.h"

#include "doctor/certificate_fields.h"
#include "doctor/finding_card.h"
#include "support/certificate_authority.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

using Check = DoctorFinding::Check;
using Verdict = DoctorFinding::Verdict;

namespace {

DoctorFinding make(Check check, Verdict verdict, const QString& text, const QString& advice = {},
    const std::vector<DoctorFinding::Remedy>& remedies = {})
{
    DoctorFinding finding;
    finding.check = check;
    finding.verdict = verdict;
    finding.text = text;
    finding.advice = advice;
    finding.remedies = remedies;
    return finding;
}

std::vector<DoctorFinding> someFindings()
{
    return {make(Check::Reachable, Verdict::Good, u"Answered."_s),
        make(Check::Buffering, Verdict::Bad, u"Held back."_s, u"Let it through."_s,
            {{u"nginx"_s, u"proxy_buffering off;"_s}, {u"Caddy"_s, u"flush_interval -1"_s}}),
        make(Check::Compression, Verdict::Bad, u"Compressed."_s, u"Do not."_s,
            {{u"nginx"_s, u"gzip off;"_s}, {u"HAProxy"_s, u"compression type text/html"_s},
                {u"Caddy"_s, u"encode @rest gzip"_s}}),
        make(Check::Resume, Verdict::NotTried, u"Not tried."_s),
        make(Check::Cors, Verdict::Good, u"May read."_s),
        make(Check::Version, Verdict::Advice, u"Six connections."_s, u"HTTP/2."_s),
        make(Check::Idle, Verdict::Running, u"Silent for 3 s of 75 s, and still open…"_s)};
}

} // namespace

class TestDoctorPage : public QObject {
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

    void teachesBeforeTheFirstExamination()
    {
        QVERIFY(m_page->emptyState()->isVisible());
        QVERIFY(m_page->emptyState()->text().contains(u"nginx"_s));
        listen();
        int buttons = 0; // there is one, beside the address
        for (const QAbstractButton* button : m_page->findChildren<QAbstractButton*>()) {
            if (button->isVisible() && QString(button->text()).remove(u'&') == u"Examine"_s)
                ++buttons;
        }
        QCOMPARE(buttons, 1);
    }

    void proposesTheHubsOwnAddress()
    {
        listen();
        QCOMPARE(m_page->addressEdit()->text(),
            m_around->hub.status().localhostUrl + u"/api/notifications"_s);
    }

    void saysWhatIsWrongWithWhatWasTyped()
    {
        listen();
        m_page->addressEdit()->setText(u"ftp://x"_s);
        QTest::keyClick(m_page->addressEdit(), Qt::Key_Return);
        QVERIFY(m_page->problemText().contains(u"not an address"_s));
        QVERIFY(m_page->addressEdit()->hasFocus());
        QTest::keyClicks(m_page->addressEdit(), u"y"_s);
        QVERIFY(m_page->problemText().isEmpty());
    }

    void asksForARunningHub()
    {
        m_page->addressEdit()->setText(u"app.example"_s);
        m_page->examineButton()->click();
        QVERIFY(m_page->problemText().contains(u"not listening"_s));
        listen();
        QVERIFY(m_page->problemText().isEmpty());
        QCOMPARE(m_page->addressEdit()->text(), u"app.example"_s); // what was typed stays
    }

    void examinesTheHubItself()
    {
        listen();
        m_page->idleChoice()->setCurrent(0);
        m_page->originEdit()->setText(u"http://localhost:5173"_s);
        QSignalSpy actions(m_page.get(), &DoctorPage::lastAction);
        QTest::keyClick(m_page->addressEdit(), Qt::Key_Return);
        QVERIFY(m_page->summaryText().startsWith(u"Examining…"_s));
        QVERIFY(!m_page->copyButton()->isEnabled());
        QVERIFY(m_page->addressEdit()->isReadOnly());
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->summaryText().startsWith(u"Examining"_s), 30'000);
        for (const Check check : {Check::Reachable, Check::Proof, Check::Address, Check::Buffering,
                 Check::Compression, Check::Resume, Check::Cors})
            QVERIFY2(m_page->card(check)->markText() == u"✓"_s,
                qPrintable(m_page->card(check)->sentence()));
        QCOMPARE(m_page->card(Check::Version)->markText(), u"!"_s);
        QCOMPARE(m_page->card(Check::Idle)->markText(), u"–"_s);
        QCOMPARE(m_page->summaryText(), u"1 thing to consider, 2 not tried"_s);
        QCOMPARE(actions.size(), 1);
        QCOMPARE(actions.first().first().toString(), u"setup doctor: "_s + m_page->summaryText());
        QVERIFY(!m_page->addressEdit()->isReadOnly() && m_page->addressEdit()->hasFocus());
    }

    void aHubThatKnowsItsReadersIsExaminedWithTheWindowsToken()
    {
        HubOptions options;
        options.jwtSecret = u"HUSH-a-secret-nobody-signs-with-here-2"_s;
        listen(options);
        m_page->idleChoice()->setCurrent(0);
        m_page->examineButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!m_page->summaryText().startsWith(u"Examining"_s), 30'000);
        for (const Check check :
            {Check::Reachable, Check::Proof, Check::Address, Check::Buffering, Check::Resume})
            QVERIFY2(m_page->card(check)->markText() == u"✓"_s,
                qPrintable(m_page->card(check)->sentence()));
    }

    void aHubThatAsksForACertificateIsShownTheOneThatIsNamed()
    {
        testing::CertificateAuthority authority;
        QVERIFY(authority.make() && authority.sign(u"client"_s, u"a client"_s));
        HubOptions options;
        options.tlsCert = authority.file(u"server.pem"_s);
        options.tlsKey = authority.file(u"server.key"_s);
        options.tlsClientCa = authority.file(u"ca.pem"_s);
        listen(options);
        m_page->idleChoice()->setCurrent(0);
        m_page->trustBox()->setChecked(true);
        examineToTheEnd();
        QCOMPARE(m_page->card(Check::Reachable)->markText(), u"✗"_s);
        QVERIFY2(m_page->card(Check::Reachable)->adviceText().contains(u"certificate"_s),
            qPrintable(m_page->card(Check::Reachable)->adviceText()));
        fill(authority.file(u"client.pem"_s), authority.file(u"client.key"_s));
        examineToTheEnd();
        for (const Check check : {Check::Reachable, Check::Buffering, Check::Resume})
            QVERIFY2(m_page->card(check)->markText() == u"✓"_s,
                qPrintable(m_page->card(check)->sentence()));
    }

    void aCertificateThatWillNotDoIsSaidBeforeAnythingIsAsked()
    {
        testing::CertificateAuthority authority;
        QVERIFY(authority.make() && authority.sign(u"client"_s, u"a client"_s));
        listen();
        for (const auto& [file, key, says] :
            {std::tuple(u"/nowhere/client.pem"_s, QString(), u"cannot read /nowhere"_s),
                std::tuple(authority.file(u"client.pem"_s), authority.file(u"server.key"_s),
                    u"does not belong to"_s),
                std::tuple(QString(), authority.file(u"client.key"_s), u"Name the file"_s)}) {
            fill(file, key);
            m_page->examineButton()->click();
            QVERIFY2(m_page->problemText().contains(says), qPrintable(m_page->problemText()));
            QVERIFY(!m_page->problemText().contains(u"--"_s));
            QVERIFY(m_page->certificateFields()->fileEdit()->hasFocus());
            QVERIFY(m_page->emptyState()->isVisible()); // nothing was begun
        }
        fill({}, {});
        QVERIFY(m_page->problemText().isEmpty());
    }

    void isCancelledByButtonAndKey()
    {
        listen();
        m_page->examineButton()->click();
        QCOMPARE(QString(m_page->examineButton()->text()).remove(u'&'), u"Cancel"_s);
        m_page->examineButton()->click();
        QCOMPARE(QString(m_page->examineButton()->text()).remove(u'&'), u"Examine"_s);
        QCOMPARE(m_page->card(Check::Idle)->sentence(), u"Cancelled."_s);
        m_page->examineButton()->click();
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QCOMPARE(QString(m_page->examineButton()->text()).remove(u'&'), u"Examine"_s);
    }

    void showsFindingsAsTheyStand()
    {
        m_page->showFindings({}, someFindings(), true);
        QVERIFY(!m_page->emptyState()->isVisible());
        QStringList marks;
        for (int i = 0; i < DoctorCheckCount; ++i)
            marks << m_page->card(Check(i))->markText();
        QCOMPARE(marks.join(u' '), u"✓ – – – ✗ ✗ – ✓ ! …"_s);
        QCOMPARE(m_page->summaryText(), u"Examining… 2 things to change, 1 to consider so far"_s);
        QCOMPARE(m_page->card(Check::Buffering)->sentence(), u"Held back."_s);
        QCOMPARE(m_page->card(Check::Buffering)->adviceText(), u"Let it through."_s);
        QCOMPARE(m_page->card(Check::Buffering)->changeText(), u"proxy_buffering off;"_s);
        QCOMPARE(m_page->card(Check::Reachable)->changeText(), QString());
        QCOMPARE(m_page->card(Check::Buffering)->accessibleName(), u"Buffering: bad"_s);
        m_page->showFindings({}, someFindings(), false);
        QCOMPARE(m_page->summaryText(), u"2 things to change, 1 to consider, 1 not tried"_s);
        std::vector<DoctorFinding> good;
        for (int i = 0; i < DoctorCheckCount; ++i)
            good.push_back(make(Check(i), Verdict::Good, u"Good."_s));
        m_page->showFindings({}, good, false);
        QCOMPARE(m_page->summaryText(), u"All is as it should be"_s);
        QVERIFY(!m_page->card(Check::Buffering)->serverBox()->isVisible());
    }

    void oneServerIsChosenForAll()
    {
        m_page->showFindings({}, someFindings(), false);
        choose(Check::Buffering, u"Caddy"_s);
        QCOMPARE(m_page->card(Check::Buffering)->changeText(), u"flush_interval -1"_s);
        QCOMPARE(m_page->card(Check::Compression)->changeText(), u"encode @rest gzip"_s);
        choose(Check::Compression, u"HAProxy"_s); // of which Buffering knows nothing
        QCOMPARE(m_page->card(Check::Buffering)->changeText(), u"proxy_buffering off;"_s);
        m_page->card(Check::Compression)->copyButton()->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"compression type text/html"_s);
        makePage(); // the next start
        m_page->showFindings({}, someFindings(), false);
        QCOMPARE(m_page->card(Check::Compression)->changeText(), u"compression type text/html"_s);
    }

    void theReportIsCopiedAndSaved()
    {
        DoctorSettings settings;
        settings.url = QUrl(u"https://app.example/api/notifications"_s);
        m_page->showFindings(settings, someFindings(), false);
        m_page->copyButton()->click();
        QVERIFY(QGuiApplication::clipboard()->text().contains(u"Buffering: bad\n  Held back.\n"_s));
        QSignalSpy actions(m_page.get(), &DoctorPage::lastAction);
        const QString path = m_around->path(u"report.md"_s);
        m_page->saveReport(path);
        QVERIFY(actions.wait());
        QCOMPARE(actions.first().first().toString(), u"report written to report.md"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith(
            "# Setup doctor\n\n- Address: `https://app.example/api/notifications`\n"));
    }

    void remembersWhatWasFilledInButNoPassword()
    {
        listen();
        m_page->addressEdit()->setText(u"http://me:secret@127.0.0.1:1/x"_s);
        m_page->originEdit()->setText(u"https://app.example"_s);
        m_page->cookiesBox()->setChecked(false);
        m_page->trustBox()->setChecked(true);
        m_page->idleChoice()->setCurrent(2);
        testing::CertificateAuthority authority;
        QVERIFY(authority.make());
        fill(authority.file(u"server.pem"_s), authority.file(u"server.key"_s));
        m_page->examineButton()->click();
        makePage();
        QCOMPARE(m_page->settings().certificate.certFile, authority.file(u"server.pem"_s));
        QCOMPARE(m_page->settings().certificate.keyFile, authority.file(u"server.key"_s));
        QCOMPARE(m_page->addressEdit()->text(), u"http://127.0.0.1:1/x"_s);
        QCOMPARE(m_page->originEdit()->text(), u"https://app.example"_s);
        QVERIFY(!m_page->cookiesBox()->isChecked());
        QVERIFY(!m_page->trustBox()->isChecked());
        QCOMPARE(m_page->settings().idleLimit, std::chrono::milliseconds(300'000));
    }

    void tellsTheDoctorHowTheHubIsSet()
    {
        listen();
        const DoctorSettings settings = m_page->settings();
        QCOMPARE(settings.heartbeat, m_around->hub.options().heartbeat);
        QVERIFY(settings.keepsHistory);
        QCOMPARE(settings.address, QUrl(m_around->hub.status().url).authority());
    }

    void paintsNothingWhileHidden()
    {
        listen();
        m_page->idleChoice()->setCurrent(0);
        m_page->hide();
        QSignalSpy actions(m_page.get(), &DoctorPage::lastAction);
        m_page->examine();
        QVERIFY(actions.wait(30'000));
        QVERIFY(m_page->summaryText().isEmpty());
        QVERIFY(showPage(*m_page));
        QCOMPARE(m_page->card(Check::Reachable)->markText(), u"✓"_s);
    }

private:
    void makePage()
    {
        m_page.reset();
        m_page = std::make_unique<DoctorPage>(m_around->hub, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }
    void listen(HubOptions options = {})
    {
        options.listenHost = u"127.0.0.1"_s;
        options.listenPort = 0;
        options.shards = 1;
        m_around->hub.start(options);
        QTRY_VERIFY_WITH_TIMEOUT(m_around->hub.isListening(), 20'000);
    }
    void fill(const QString& certificate, const QString& key)
    {
        m_page->certificateFields()->fileEdit()->setText(certificate);
        m_page->certificateFields()->keyEdit()->setText(key);
    }
    void examineToTheEnd()
    {
        m_page->examineButton()->click();
        QTRY_VERIFY_WITH_TIMEOUT(
            !m_page->summaryText().isEmpty() && !m_page->summaryText().startsWith(u"Examining"_s),
            int(testing::Patience.count()));
    }
    void choose(Check check, const QString& server)
    {
        QComboBox* box = m_page->card(check)->serverBox();
        box->setCurrentIndex(box->findText(server));
        Q_EMIT box->activated(box->currentIndex());
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<DoctorPage> m_page;
};

ROOM_TEST(TestDoctorPage, QApplication)
#include "tst_doctor_page.moc"
