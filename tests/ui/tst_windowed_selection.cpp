// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/room.h"
#include "windowed_model.h"
#include "windowed_selection.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace fanlight;

namespace {

// Rows are their keys.
class KeyModel : public WindowedModel<quint64> {
public:
    void show(int total, int first, const std::vector<quint64>& keys)
    {
        apply({total, first, keys, keys}, 0, total);
    }
    int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : 2;
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const quint64* const key = rowAt(index.row());
        return role == Qt::DisplayRole && key ? QVariant(*key) : QVariant();
    }
};

std::vector<quint64> run(quint64 first, quint64 last)
{
    std::vector<quint64> keys;
    for (quint64 key = first; key <= last; ++key)
        keys.push_back(key);
    return keys;
}

} // namespace

class TestWindowedSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_model = std::make_unique<KeyModel>();
        m_selection = std::make_unique<WindowedSelection>(
            m_model.get(), [this](int row) { return m_model->keyAt(row); },
            [this](quint64 key) { return m_model->rowOf(key); });
        show(100, 0, run(1, 20));
    }
    void cleanup()
    {
        m_selection.reset();
        m_model.reset();
    }

    void followsItsRowsOutOfTheWindowAndBack()
    {
        select(3, 4);
        QCOMPARE(keys(), (std::set<quint64>{4, 5}));
        show(100, 50, run(51, 70));
        QCOMPARE(keys(), (std::set<quint64>{4, 5}));
        show(99, 0, run(2, 21)); // 1 has gone
        QCOMPARE(pictured(), (std::set<int>{2, 3}));
        QCOMPARE(m_selection->currentIndex().row(), 3);
    }

    void aPlainClickForgetsWhatIsOutOfSight()
    {
        select(3, 4);
        show(100, 50, run(51, 70));
        select(55, 55);
        QCOMPARE(keys(), (std::set<quint64>{56}));
    }

    void aClickWithControlAddsToWhatIsOutOfSight()
    {
        select(3, 4);
        show(100, 50, run(51, 70));
        m_selection->select(
            m_model->index(55, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        QCOMPARE(keys(), (std::set<quint64>{4, 5, 56}));
        m_selection->select(
            m_model->index(55, 0), QItemSelectionModel::Toggle | QItemSelectionModel::Rows);
        QCOMPARE(keys(), (std::set<quint64>{4, 5}));
    }

    void allIsAllAlsoOfWhatComesLater()
    {
        select(0, 99);
        QVERIFY(m_selection->isAll());
        show(140, 100, run(101, 120));
        QCOMPARE(pictured().size(), 140U);
        m_selection->keepThere();
        QVERIFY(!m_selection->isAll());
    }

    void whoWasNeverThereIsAskedFor()
    {
        QSignalSpy unseen(m_selection.get(), &WindowedSelection::unseenSelected);
        select(10, 30);
        QCOMPARE(unseen.count(), 1);
        QCOMPARE(m_selection->unseen(), (std::vector<WindowedSelection::Range>{{20, 30}}));
        show(100, 0, run(1, 20));
        QCOMPARE(pictured().size(), 21U); // until it is told
        m_selection->resolve([](int row) { return quint64(row) + 1; });
        QCOMPARE(keys().size(), 21U);
        show(100, 25, run(26, 45));
        QCOMPARE(pictured(), (std::set<int>{25, 26, 27, 28, 29, 30}));
    }

    void oneThatIsGoneIsTheCurrentRowNoMore()
    {
        select(3, 3);
        show(99, 0, {1, 2, 3, 5, 6});
        QVERIFY(!m_selection->currentIndex().isValid());
        QVERIFY(pictured().empty());
    }

    void whoeverHearsOfASelectionMayShowOtherRowsAtOnce()
    {
        connect(m_selection.get(), &QItemSelectionModel::selectionChanged, this,
            [this] { show(100, 0, run(2, 21)); });
        select(3, 3);
        m_selection->disconnect(this);
        QCOMPARE(keys(), (std::set<quint64>{4}));
        show(100, 0, run(1, 20));
        QCOMPARE(pictured(), (std::set<int>{3}));
    }

private:
    void show(int total, int first, const std::vector<quint64>& shown)
    {
        m_model->show(total, first, shown);
        m_selection->follow();
    }
    void select(int first, int last)
    {
        m_selection->setCurrentIndex(m_model->index(last, 0), QItemSelectionModel::NoUpdate);
        m_selection->select(QItemSelection(m_model->index(first, 0), m_model->index(last, 1)),
            QItemSelectionModel::ClearAndSelect);
    }
    std::set<quint64> keys() const
    {
        return {m_selection->keys().begin(), m_selection->keys().end()};
    }
    std::set<int> pictured() const
    {
        std::set<int> rows;
        for (const QModelIndex& index : m_selection->selectedRows())
            rows.insert(index.row());
        return rows;
    }

    std::unique_ptr<KeyModel> m_model;
    std::unique_ptr<WindowedSelection> m_selection;
};

ROOM_TEST(TestWindowedSelection, QCoreApplication)
#include "tst_windowed_selection.moc"
