// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/replay_dialog.h"
#include "ui/page_fixture.h"
#include "widgets/row_table.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QAbstractItemModelTester>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

ReplayPreview preview(int events)
{
    ReplayPreview answer;
    for (int i = 0; i < events; ++i) {
        ReplayPreview::Event event;
        event.id = u"1700000000000-%1"_s.arg(i);
        event.publishedAtMs = i == 0 ? 0 : 1'700'000'000'000;
        (i % 2 == 1 ? event.toEveryone : event.toUser) = true;
        event.type = i == 0 ? QString() : u"like"_s;
        event.wire = "id: 1700000000000-" + QByteArray::number(i) + "\ndata: x\n\n";
        answer.events.push_back(event);
    }
    return answer;
}

} // namespace

class TestReplayDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_dialog = std::make_unique<ReplayDialog>(m_around->hub, m_around->theme, m_around->state);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_dialog->table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        m_dialog->show();
    }

    void cleanup()
    {
        m_tester.reset();
        m_dialog.reset();
        m_around.reset();
    }

    void showsEachEventAndItsBytes()
    {
        m_dialog->showPreview(preview(3));
        QCOMPARE(m_dialog->stateText(), u"3 events, 87 B on the wire."_s);
        QCOMPARE(
            row(0), (QStringList{u"1700000000000-0"_s, u"–"_s, u"–"_s, u"the user"_s, u"29 B"_s}));
        QCOMPARE(row(1).mid(2), (QStringList{u"like"_s, u"everyone"_s, u"29 B"_s}));
        QCOMPARE(m_dialog->wireText(), u"id: 1700000000000-0\ndata: x\n\n"_s);
        m_dialog->table()->selectRow(2);
        QCOMPARE(m_dialog->wireText(), u"id: 1700000000000-2\ndata: x\n\n"_s);
        m_dialog->findChild<Segmented*>()->setCurrent(1);
        QCOMPARE(m_dialog->wireText().count(u"data: x"_s), 3);
    }

    void aBatchIsForAllItsNotificationsWereFor()
    {
        ReplayPreview answer = preview(1);
        answer.events[0].toEveryone = true;
        m_dialog->showPreview(answer);
        QCOMPARE(row(0).at(3), u"everyone and the user"_s);
    }

    void saysWhatIsMissing()
    {
        ReplayPreview answer = preview(1);
        answer.missing = u"History begins after it: events before 1700000000000-0 are gone."_s;
        m_dialog->showPreview(answer);
        QVERIFY(m_dialog->stateText().endsWith(answer.missing));
        answer.events.clear();
        m_dialog->showPreview(answer);
        QVERIFY(m_dialog->stateText().startsWith(u"Nothing is left to send."_s));
        QCOMPARE(m_dialog->wireText(), QString());
    }

    void nothingToSendIsSaid()
    {
        m_dialog->showPreview({});
        QCOMPARE(m_dialog->stateText(), u"Nothing: the client has all."_s);
    }

    void anErrorIsSaid()
    {
        m_dialog->showPreview(preview(3));
        ReplayPreview answer;
        answer.error = u"“x” is no event id"_s;
        m_dialog->showPreview(answer);
        QCOMPARE(m_dialog->stateText(), answer.error);
        QCOMPARE(m_dialog->table()->model()->rowCount(), 0);
    }

    void whatIsTooMuchIsCutAndSaid()
    {
        ReplayPreview answer = preview(int(ReplayDialog::MostRows) + 1);
        for (auto& event : answer.events)
            event.wire = QByteArray(200, 'x');
        m_dialog->showPreview(answer);
        QCOMPARE(m_dialog->table()->model()->rowCount(), int(ReplayDialog::MostRows));
        QVERIFY(m_dialog->stateText().contains(u"10,001 events"_s));
        QVERIFY(m_dialog->stateText().endsWith(u"The first 10,000 are shown."_s));
        m_dialog->findChild<Segmented*>()->setCurrent(1);
        QVERIFY(hasLabel(*m_dialog, u"the first 1 MiB of 1.9 MiB"_s));
    }

    void asksOnlyWithAnId()
    {
        m_dialog->prepare(u"42"_s, {});
        QVERIFY(!findButton(*m_dialog, u"Preview"_s)->isEnabled());
        m_dialog->ask(); // does nothing
        QCOMPARE(m_dialog->stateText(), u"Nothing was asked yet."_s);
        m_dialog->prepare({}, u"1-0"_s);
        QCOMPARE(findField(*m_dialog, u"User id"_s)->text(), u"42"_s);
        QCOMPARE(findButton(*m_dialog, u"Preview"_s)->toolTip(), u"The hub is not listening."_s);
    }

private:
    QStringList row(int row) const
    {
        QStringList cells;
        for (int column = 0; column < ReplayModel::ColumnCount; ++column)
            cells << m_dialog->table()->model()->index(row, column).data().toString();
        return cells;
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<ReplayDialog> m_dialog;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

ROOM_TEST(TestReplayDialog, QApplication)
#include "tst_replay_dialog.moc"
