// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/content_columns.h"

#include "ui/page_fixture.h"
#include "widgets/row_table.h"
#include "support/room.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolTip>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString Uuid = u"0f8fad5b-d9cb-469f-a165-70867728950e"_s;
const QString Key = u"test/columns"_s;
enum Column { Id, User, Types, Count };

} // namespace

class TestContentColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_around = std::make_unique<PageSurroundings>();
        m_model = std::make_unique<QStandardItemModel>(0, Count);
        makeTable();
    }

    void cleanup()
    {
        m_table.reset();
        m_model.reset();
        m_around.reset();
    }

    void aColumnIsAsWideAsItsLongestValue()
    {
        const int before = m_table->columnWidth(User);
        addRow(u"42"_s);
        addRow(Uuid);
        QTRY_VERIFY(m_table->columnWidth(User) > before);
        QVERIFY(m_table->columnWidth(User)
            >= static_cast<QAbstractItemView&>(*m_table).sizeHintForColumn(User));
    }

    void aValueOfAnyLengthIsBounded()
    {
        addRow(QString(4000, u'x'));
        m_columns->fit();
        const int most = m_table->columnWidthFor(User, QString(38, u'0'), m_table->font());
        QCOMPARE(m_table->columnWidth(User), most);
    }

    void theFillerTakesWhatIsLeft()
    {
        QCOMPARE(width(), m_table->viewport()->width());
        m_table->resize(900, 300);
        QTRY_COMPARE(width(), m_table->viewport()->width());
        m_table->setColumnHidden(User, true);
        Q_EMIT m_table->columnsChanged();
        QCOMPARE(width(), m_table->viewport()->width());
    }

    // Where there is too little room for all, those that can give way do, and no further than that.
    void whoCanGivesWayWhereThereIsNoRoom()
    {
        m_table = std::make_unique<RowTable>();
        m_table->setModel(m_model.get());
        const QFont font = m_table->font();
        const QString wide(30, u'0');
        const QString narrow(15, u'0');
        new ContentColumns(
            *m_table, {{wide, font, 0, narrow}, {wide, font}, {wide, font, 0, narrow}}, Types);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
        const int all = m_table->columnWidthFor(User, wide, font);
        const int least = m_table->columnWidthFor(Id, narrow, font);
        const auto resizeTo = [this](int viewport) {
            m_table->resize(m_table->width() + viewport - m_table->viewport()->width(), 300);
            QTRY_COMPARE(m_table->viewport()->width(), viewport);
        };
        resizeTo(3 * all + 40); // enough
        QCOMPARE(m_table->columnWidth(Id), all);
        QCOMPARE(width(), 3 * all + 40);
        resizeTo(2 * all + (all + least) / 2); // not quite
        QCOMPARE(m_table->columnWidth(User), all);
        QVERIFY(m_table->columnWidth(Id) < all && m_table->columnWidth(Id) > least);
        QCOMPARE(width(), m_table->viewport()->width());
        QCOMPARE(m_table->horizontalScrollBar()->maximum(), 0);
        resizeTo(all + least); // too little
        QCOMPARE(m_table->columnWidth(Id), least);
        QCOMPARE(m_table->columnWidth(User), all);
        QVERIFY(m_table->horizontalScrollBar()->maximum() > 0);
        resizeTo(3 * all);
        QCOMPARE(m_table->columnWidth(Id), all);
    }

    void wideningOneTakesNothingFromTheOthers()
    {
        addRow(Uuid);
        m_columns->fit();
        const int types = m_table->columnWidthFor(Types, u"like, comment"_s, m_table->font());
        m_table->horizontalHeader()->resizeSection(User, 900);
        QCOMPARE(m_table->columnWidth(User), 900);
        QCOMPARE(m_table->columnWidth(Types), types);
        QTRY_VERIFY(m_table->horizontalScrollBar()->maximum() > 0);
    }

    void whatWasMadeByHandStaysAlsoOverARestart()
    {
        m_table->horizontalHeader()->resizeSection(User, 77);
        addRow(Uuid);
        m_columns->fit();
        QCOMPARE(m_table->columnWidth(User), 77);
        makeTable();
        QVERIFY(m_columns->isByHand(User));
        QVERIFY(!m_columns->isByHand(Types));
        m_columns->fit();
        QCOMPARE(m_table->columnWidth(User), 77);
    }

    void aWidthByContentIsNotKept()
    {
        addRow(Uuid);
        m_columns->fit();
        const int wide = m_table->columnWidth(User);
        m_model->setRowCount(0);
        makeTable();
        QVERIFY(m_table->columnWidth(User) < wide);
    }

    // An earlier version kept that it stretches.
    void aStretchedColumnOfAnEarlierVersionIsFreed()
    {
        m_table->horizontalHeader()->setSectionResizeMode(Types, QHeaderView::Stretch);
        m_around->state.setValue(Key, m_table->horizontalHeader()->saveState());
        makeTable();
        QCOMPARE(m_table->horizontalHeader()->sectionResizeMode(Types), QHeaderView::Interactive);
    }

    void whatIsCutIsToldWhole()
    {
        addRow(u"<b>bold</b> & "_s + QString(300, u'y'));
        m_columns->fit();
        QVERIFY(tipAt(User).contains(u"&lt;b&gt;bold&lt;/b&gt; &amp; "_s));
        QCOMPARE(tipAt(Id), QString()); // all of it is seen
    }

    void aTipIsNeverRichTextAndIsBroken()
    {
        QVERIFY(!plainTip(u"<img src=x>"_s).contains(u"<img"_s));
        QVERIFY(plainTip(QString(200, u'x')).contains(QChar(0x200b)));
        QVERIFY(plainTip(QString(100'000, u'x')).size() < 5000);
    }

private:
    void makeTable()
    {
        m_table = std::make_unique<RowTable>();
        m_table->setModel(m_model.get());
        m_columns = new ContentColumns(*m_table,
            {{u"c-zz"_s, m_table->font()}, {u"42"_s, m_table->font(), 38},
                {u"like, comment"_s, m_table->font()}},
            Types);
        m_columns->keepIn(m_around->state, Key);
        m_table->resize(700, 300);
        m_table->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    }

    void addRow(const QString& user)
    {
        m_model->appendRow(
            {new QStandardItem(u"c-1"_s), new QStandardItem(user), new QStandardItem(u"all"_s)});
    }

    int width() const
    {
        int all = 0;
        for (int column = 0; column < Count; ++column)
            all += m_table->columnWidth(column);
        return all;
    }

    QString tipAt(int column)
    {
        QToolTip::hideText();
        [] { QTRY_VERIFY(!QToolTip::isVisible()); }();
        const QPoint at = m_table->visualRect(m_model->index(0, column)).center();
        QHelpEvent help(QEvent::ToolTip, at, m_table->viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(m_table->viewport(), &help);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    }

    std::unique_ptr<PageSurroundings> m_around;
    std::unique_ptr<QStandardItemModel> m_model;
    std::unique_ptr<RowTable> m_table;
    ContentColumns* m_columns = nullptr;
};

ROOM_TEST(TestContentColumns, QApplication)
#include "tst_content_columns.moc"
