// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "alerts/alerts_page.h"

#include "alerts/alert_dialog.h"
#include "alerts/alert_lines.h"
#include "alerts/alert_teller.h"
#include "alerts/alert_toast.h"
#include "charts/time_chart.h"
#include "support/patience.h"
#include "support/room.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "widgets/undo_bar.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

class NoticeList : public Notifier {
public:
    void show(const DesktopNotice& notice) override { shown.push_back(notice); }
    void withdraw(const QString& key) override { withdrawn << key; }
    std::vector<DesktopNotice> shown;
    QStringList withdrawn;
};

AlertReading slowClients(qint64 seconds, quint64 clients)
{
    AlertReading reading;
    reading.timeMs = 1'700'000'000'000 + seconds * 1000;
    reading.isMeasured = true;
    reading.newest.slowClients = clients;
    return reading;
}

} // namespace

class TestAlertsPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_book = std::make_unique<AlertBook>(m_around->path(u"alerts.json"_s));
        m_page = std::make_unique<AlertsPage>(*m_book, m_around->theme, m_around->state);
        QVERIFY(showPage(*m_page));
    }
    void cleanup()
    {
        m_page.reset();
        m_book.reset();
        m_around.reset();
    }

    void anEmptyPageTeachesAndHasTheUsualOnes()
    {
        QVERIFY(m_page->emptyState()->isVisible());
        QVERIFY(!m_page->exportButton()->isEnabled());
        m_page->emptyState()->secondActionButton()->click();
        QVERIFY(m_page->table()->isVisible());
        QVERIFY(m_book->rules().size() >= 5);
        QCOMPARE(cell(0, AlertModel::Rule), u"hub away for 10 s"_s);
        QVERIFY(m_page->exportButton()->isEnabled());
    }

    void aRuleIsMadeInTheDialog()
    {
        QTest::keyClick(m_page.get(), Qt::Key_Insert);
        AlertDialog* dialog = m_page->findChild<AlertDialog*>();
        QVERIFY(dialog);
        QVERIFY(!dialog->saveButton()->isEnabled());
        m_book->take(m_book->hub(), slowClients(0, 3));
        QTest::keyClicks(dialog->line(), u"slow_clients"_s);
        QVERIFY(dialog->noteText().contains(u"comes one of"_s));
        QTest::keyClicks(dialog->line(), u" > 5"_s);
        QCOMPARE(dialog->noteText(), u"now 3: it would not fire"_s);
        dialog->line()->setText(u"slow_clients > 2 for 30 s"_s);
        QCOMPARE(dialog->noteText(), u"now 3: it would fire if that lasts"_s);
        QTest::keyClicks(dialog->nameField(), u"slow ones"_s);
        dialog->severity()->setCurrent(1);
        dialog->notifyTick()->setChecked(false);
        QTest::keyClick(dialog->line(), Qt::Key_Return);
        QCOMPARE(m_book->rules().size(), 1U);
        const AlertRule& rule = m_book->rules().front();
        QCOMPARE(rule.text(), u"slow_clients > 2 for 30 s"_s);
        QCOMPARE(rule.name, u"slow ones"_s);
        QCOMPARE(rule.severity, AlertSeverity::Critical);
        QVERIFY(!rule.notifies);
        QVERIFY(rule.hub.isEmpty());
        QCOMPARE(cell(0, AlertModel::Rule), u"slow ones: slow_clients > 2 for 30 s"_s);
    }

    void aFigureIsChosenFromTheList()
    {
        AlertDialog* dialog = m_page->openNew();
        const auto choose = [dialog](const QString& name) {
            for (QAction* action : dialog->findChildren<QAction*>()) {
                if (action->text().section(u'\t', 0, 0) == name)
                    return action->trigger();
            }
            QFAIL("no such figure");
        };
        choose(u"write_p95"_s);
        QCOMPARE(dialog->line()->text(), u"write_p95 > 50 ms for 30 s"_s);
        dialog->line()->setText(u"write_p95 > 20 ms for 1 m"_s);
        choose(u"ack_p99.9"_s); // what fits stays
        QCOMPARE(dialog->line()->text(), u"ack_p99.9 > 20 ms for 1 m"_s);
        choose(u"redis"_s);
        QCOMPARE(dialog->line()->text(), u"redis away for 30 s"_s);
    }

    void aRuleForThisHubIsKeptWithIt()
    {
        AlertDialog* without = m_page->openNew();
        without->line()->setText(u"redis away"_s);
        without->scope()->setCurrent(1); // this hub has no profile
        without->reject();
        m_book->setHub({u"eu-1"_s, u"Europe"_s});
        AlertDialog* dialog = m_page->openNew();
        dialog->line()->setText(u"redis away"_s);
        dialog->scope()->setCurrent(1);
        dialog->saveButton()->click();
        QCOMPARE(m_book->rules().front().hub, u"eu-1"_s);
        QCOMPARE(cell(0, AlertModel::Hub), u"Europe"_s);
        m_book->setHub({});
        QCOMPARE(cell(0, AlertModel::State), u"another hub’s"_s);
        // changed from elsewhere it stays the other hub's
        m_page->table()->selectRow(0);
        m_page->editButton()->click();
        m_page->findChildren<AlertDialog*>().last()->saveButton()->click();
        QCOMPARE(m_book->rules().front().hub, u"eu-1"_s);
    }

    void statesAreShown()
    {
        add(u"slow_clients > 2 for 10 s"_s);
        m_book->take(m_book->hub(), slowClients(0, 0));
        QCOMPARE(cell(0, AlertModel::State), u"inactive"_s);
        m_book->take(m_book->hub(), slowClients(1, 9));
        QCOMPARE(cell(0, AlertModel::State), u"pending"_s);
        QCOMPARE(cell(0, AlertModel::Now), u"9"_s);
        for (int second = 2; second < 12; ++second)
            m_book->take(m_book->hub(), slowClients(second, 9));
        QCOMPARE(cell(0, AlertModel::State), u"firing"_s);
        QVERIFY(cell(0, AlertModel::Since) != u"–"_s);
        QVERIFY2(m_page->countText().endsWith(u", 1 firing"_s), qPrintable(m_page->countText()));
        AlertReading unknown;
        unknown.timeMs = 1'700'000'012'500;
        m_book->take(m_book->hub(), unknown);
        QCOMPARE(cell(0, AlertModel::State), u"firing"_s);
        QCOMPARE(cell(0, AlertModel::Now), u"–"_s);
    }

    void isSwitchedOffAndOnByItsKey()
    {
        add(u"slow_clients > 2"_s);
        m_page->table()->selectRow(0);
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Space);
        QCOMPARE(cell(0, AlertModel::State), u"off"_s);
        QCOMPARE(m_page->switchButton()->text().remove(u'&'), u"Switch on"_s);
        QTest::keyClick(m_page->table(), Qt::Key_Space);
        QVERIFY(m_book->rules().front().isOn);
    }

    void whatIsDeletedComesBack()
    {
        add(u"slow_clients > 2"_s);
        add(u"redis away"_s);
        const QString id = m_book->rules().front().id;
        m_page->table()->selectRow(0);
        m_page->table()->setFocus();
        QTest::keyClick(m_page->table(), Qt::Key_Delete);
        QCOMPARE(m_book->rules().size(), 1U);
        QVERIFY(m_page->undoBar()->isOffered());
        m_page->undoBar()->undo();
        QCOMPARE(m_book->rules().size(), 2U);
        QCOMPARE(m_book->rules().front().id, id);
    }

    void theModelFollowsTheBook()
    {
        AlertModel model(*m_book, m_around->theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        connect(m_book.get(), &AlertBook::rulesChanged, &model, &AlertModel::pull);
        for (int i = 0; i < 5; ++i)
            add(u"slow_clients > %1"_s.arg(i));
        QCOMPARE(model.rowCount(), 5);
        const AlertRule second = m_book->rules()[1];
        m_book->remove(second.id);
        m_book->restore(second, 3);
        QCOMPARE(model.rowOf(second.id), 3);
        m_book->remove(m_book->rules()[0].id);
        QCOMPARE(model.rowCount(), 4);
    }

    void isExported()
    {
        add(u"slow_clients > 2"_s);
        const QString path = m_around->path(u"rules.yml"_s);
        QVERIFY(m_page->exportTo(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("fanlight_slow_clients"));
    }

    // ---- telling of it

    void oneNoticeAFiringWhichItsEndReplaces()
    {
        NoticeList notices;
        AlertTeller teller(*m_book, notices);
        QSignalSpy marked(&teller, &AlertTeller::marked);
        add(u"slow_clients > 2"_s);
        for (int second = 0; second < 10; ++second)
            m_book->take(m_book->hub(), slowClients(second, 9));
        QCOMPARE(notices.shown.size(), 1U);
        QCOMPARE(notices.shown[0].title, u"Alert: slow_clients > 2"_s);
        QCOMPARE(notices.shown[0].text, u"slow_clients is 9"_s);
        m_book->take(m_book->hub(), slowClients(10, 0));
        QCOMPARE(notices.shown.size(), 2U);
        QCOMPARE(notices.shown[1].key, notices.shown[0].key);
        QCOMPARE(notices.shown[1].title, u"Over: slow_clients > 2"_s);
        QVERIFY(notices.shown[1].text.contains(u"after 00:00:10"_s));
        QCOMPARE(marked.size(), 2);
        m_book->take(m_book->hub(), slowClients(11, 9));
        m_book->remove(m_book->rules().front().id);
        QCOMPARE(notices.withdrawn, QStringList{notices.shown[0].key});
    }

    void aRuleThatDoesNotNotifyIsMarkedAllTheSame()
    {
        NoticeList notices;
        AlertTeller teller(*m_book, notices);
        QSignalSpy marked(&teller, &AlertTeller::marked);
        AlertRule quiet = *AlertRule::parse(u"slow_clients > 2"_s).rule;
        quiet.notifies = false;
        m_book->save(quiet);
        m_book->take(m_book->hub(), slowClients(0, 9));
        QVERIFY(notices.shown.empty());
        QCOMPARE(marked.size(), 1);
    }

    void aTestSaysThatItIsOne()
    {
        NoticeList notices;
        AlertTeller teller(*m_book, notices);
        connect(m_page.get(), &AlertsPage::testRequested, &teller, &AlertTeller::test);
        add(u"slow_clients > 2"_s);
        m_book->take(m_book->hub(), slowClients(0, 1));
        m_page->table()->selectRow(0);
        QSignalSpy said(m_page.get(), &AlertsPage::lastAction);
        m_page->testButton()->click();
        QCOMPARE(notices.shown.size(), 1U);
        QCOMPARE(notices.shown[0].title, u"Test of Alert: slow_clients > 2"_s);
        QCOMPARE(said.last().first().toString(), u"slow_clients > 2: now 1: it would not fire"_s);
        QCOMPARE(m_book->firing(), 0);
    }

    void theWindowTellsWhereTheDesktopDoesNot()
    {
        AlertToast toast(m_page.get());
        QSignalSpy activated(&toast, &AlertToast::activated);
        toast.add({u"a"_s, u"Alert: redis away"_s, u"redis is away"_s, true});
        QVERIFY(toast.isVisible());
        toast.add({u"b"_s, u"Alert: slow_clients > 0"_s, u"9"_s, true});
        QCOMPARE(toast.text(), u"Alert: slow_clients > 0"_s);
        toast.add({u"b"_s, u"Over: slow_clients > 0"_s, u"0"_s, false});
        toast.remove(u"b"_s);
        QCOMPARE(toast.text(), u"Alert: redis away"_s);
        findButton(toast, u"Show"_s)->click();
        QCOMPARE(activated.first().first().toString(), u"a"_s);
        QVERIFY(!toast.isVisible());
    }

    // ---- in charts

    void aLineOfAChartIsARuleAndARuleIsALine()
    {
        AlertLines lines(*m_book);
        TimeChart chart(m_around->theme, u"Memory"_s, [](double) { return QString(); });
        const AlertFigure* memory = AlertFigure::find(u"memory");
        chart.addSeries({u"hub RSS"_s, Theme::Role::Series1});
        chart.addSeries({u"all"_s, Theme::Role::Series2});
        lines.add(chart, {{memory, 1 << 20}, {}});
        QSignalSpy drawn(&lines, &AlertLines::drawn);
        Q_EMIT chart.thresholdDrawn(0, 40, true);
        const auto rule = drawn.first().first().value<AlertRule>();
        QCOMPARE(rule.text(), u"memory > 40 MiB for 30 s"_s);
        QVERIFY(chart.thresholds().all().empty()); // it is not kept yet
        m_book->save(rule);
        QCOMPARE(chart.thresholds().all().size(), 1U);
        QCOMPARE(chart.thresholds().all()[0].value, 40.0);
        Q_EMIT chart.thresholdDrawn(1, 40, false); // nothing watches that
        QVERIFY(!drawn.last().first().value<AlertRule>().figure);
        AlertRule off = m_book->rules().front();
        off.isOn = false;
        m_book->save(off);
        QVERIFY(chart.thresholds().all().empty());
    }

private:
    void add(const QString& text) { m_book->save(*AlertRule::parse(text).rule); }
    QString cell(int row, int column)
    {
        return m_page->model()->index(row, column).data().toString();
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<AlertBook> m_book;
    std::unique_ptr<AlertsPage> m_page;
};

ROOM_TEST(TestAlertsPage, QApplication)
#include "tst_alerts_page.moc"
