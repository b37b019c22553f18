// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/audit_view.h"

#include "hub/audit_log.h"
#include "log/log_page.h"
#include "log/log_room.h"
#include "ui/page_fixture.h"
#include "widgets/empty_state.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

AuditEntry auditEntry(const QString& action, const QString& target)
{
    AuditEntry entry;
    entry.actor = u"ops"_s;
    entry.role = u"admin"_s;
    entry.address = u"203.0.113.9"_s;
    entry.action = action;
    entry.target = target;
    entry.outcome = u"done"_s;
    return entry;
}

} // namespace

class TestAuditView : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_view = std::make_unique<AuditView>(m_around->hub, m_around->theme, m_around->state);
    }

    void cleanup()
    {
        m_view.reset();
        m_around.reset();
    }

    void saysWhatWillStandThereWhileNothingDoes()
    {
        QCOMPARE(m_view->emptyState()->title(), u"Nothing was done by hand yet"_s);
        QVERIFY(m_view->fileText().contains(u"--audit-file FILE"_s));
    }

    void showsWhoDidWhatAndWhatCameOfIt()
    {
        m_around->hub.audit().add(auditEntry(u"disconnect"_s, u"c-1 \x202e"_s));
        AuditEntry refused = auditEntry(u"refused"_s, u"stream of 42"_s);
        refused.actor.clear();
        refused.role.clear();
        refused.outcome = u"401: no token"_s;
        m_around->hub.audit().add(refused);
        m_view->pull();
        const QAbstractItemModel& model = *m_view->table()->model();
        QCOMPARE(model.rowCount(), 2);
        const auto cell
            = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(cell(0, AuditModel::Who), u"ops (admin)"_s);
        QCOMPARE(cell(0, AuditModel::From), u"203.0.113.9"_s);
        QCOMPARE(cell(0, AuditModel::On), u"c-1 \\u202e"_s);
        QCOMPARE(cell(1, AuditModel::Who), u"–"_s);
        QCOMPARE(cell(1, AuditModel::Outcome), u"401: no token"_s);
        m_view->filter()->setText(u"refused"_s);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(m_view->countText(), u"kept 2, evicted 0, not shown 1"_s);
        m_view->filter()->setText(u"nothing like it"_s);
        m_view->emptyState()->actionButton()->click();
        QCOMPARE(model.rowCount(), 2);
    }

    void theOldestGoFirstAndAreCounted()
    {
        AuditModel model(m_around->hub.audit(), m_around->theme);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_around->hub.audit().add(auditEntry(u"disconnect"_s, u"first"_s));
        QVERIFY(model.pull());
        QVERIFY(!model.pull());
        for (std::size_t i = 0; i < AuditLog::Capacity + 5; ++i)
            m_around->hub.audit().add(auditEntry(u"disconnect"_s, QString::number(i)));
        QVERIFY(model.pull());
        QCOMPARE(model.rowCount(), int(AuditLog::Capacity));
        QCOMPARE(model.entry(0).target, u"5"_s);
        QCOMPARE(model.evicted(), quint64(6));
    }

    void whatIsShownIsExported()
    {
        m_around->hub.audit().add(auditEntry(u"disconnect"_s, u"=1+1"_s));
        m_around->hub.audit().add(auditEntry(u"settings"_s, u"--heartbeat"_s));
        m_view->pull();
        m_view->filter()->setText(u"disconnect"_s);
        QSignalSpy done(m_view.get(), &AuditView::lastAction);
        m_view->exportCsv(m_around->path(u"audit.csv"_s));
        QVERIFY(done.wait());
        QFile csv(m_around->path(u"audit.csv"_s));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const QByteArray rows = csv.readAll();
        QVERIFY(rows.startsWith("time,actor,role,address,action,target,outcome\r\n"));
        QVERIFY(rows.contains(",disconnect,'=1+1,done"));
        QVERIFY(!rows.contains("heartbeat"));
        m_view->exportLines(m_around->path(u"audit.jsonl"_s));
        QVERIFY(done.wait());
        QFile lines(m_around->path(u"audit.jsonl"_s));
        QVERIFY(lines.open(QIODevice::ReadOnly));
        QVERIFY(lines.readAll().contains("\"target\":\"=1+1\""));
    }

    void standsBesideTheLogAndTheSideIsKept()
    {
        LogRing ring;
        const auto room = [&] {
            return std::make_unique<LogRoom>(
                new LogPage(ring, m_around->hub, m_around->theme, m_around->state),
                new AuditView(m_around->hub, m_around->theme, m_around->state), m_around->state);
        };
        {
            const auto first = room();
            first->show();
            QVERIFY(first->findChild<LogPage*>()->isVisible());
            first->sides()->setCurrent(LogRoom::Audit);
            QVERIFY(first->findChild<AuditView*>()->isVisible());
            QVERIFY(!first->findChild<LogPage*>()->isVisible());
        }
        const auto second = room();
        second->show();
        QVERIFY(second->findChild<AuditView*>()->isVisible());
    }

private:
    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<AuditView> m_view;
};

ROOM_TEST(TestAuditView, QApplication)
#include "tst_audit_view.moc"
