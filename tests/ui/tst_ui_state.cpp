// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui_state.h"
#include "support/room.h"

#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestUiState : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void restoresASplitterAsItWasLeft()
    {
        QSettings settings(file(), QSettings::IniFormat);
        const auto make = [](UiState& state, QSplitter& splitter) {
            splitter.addWidget(new QWidget);
            splitter.addWidget(new QWidget);
            splitter.resize(400, 100);
            splitter.setSizes({200, 200});
            state.track(QStringLiteral("pane"), &splitter);
            splitter.show();
        };
        UiState first(settings);
        QSplitter left;
        make(first, left);
        left.setSizes({100, 300});
        Q_EMIT left.splitterMoved(100, 1);
        const QList<int> sizes = left.sizes();

        UiState second(settings);
        QSplitter right;
        make(second, right);
        QCOMPARE(right.sizes(), sizes);
    }

    void restoresColumnWidthsAndSorting()
    {
        QSettings settings(file(), QSettings::IniFormat);
        QStandardItemModel model(1, 3);
        UiState first(settings);
        QTableView before;
        before.setModel(&model);
        first.track(QStringLiteral("table"), before.horizontalHeader());
        before.show();
        before.horizontalHeader()->resizeSection(1, 173);
        before.horizontalHeader()->setSortIndicator(2, Qt::DescendingOrder);

        UiState second(settings);
        QTableView after;
        after.setModel(&model);
        second.track(QStringLiteral("table"), after.horizontalHeader());
        QCOMPARE(after.horizontalHeader()->sectionSize(1), 173);
        QCOMPARE(after.horizontalHeader()->sortIndicatorSection(), 2);
    }

    void keepsNothingBeforeTheUserChangedSomething()
    {
        QSettings settings(file(), QSettings::IniFormat);
        QStandardItemModel model(1, 3);
        UiState state(settings);
        QTableView view;
        view.setModel(&model);
        state.track(QStringLiteral("table"), view.horizontalHeader());
        view.horizontalHeader()->setStretchLastSection(true);
        QVERIFY(settings.allKeys().isEmpty());
    }

    void answersWithTheFallbackWhereNothingIsKept()
    {
        QSettings settings(file(), QSettings::IniFormat);
        UiState state(settings);
        QCOMPARE(state.value(QStringLiteral("range"), 1).toInt(), 1);
        state.setValue(QStringLiteral("range"), 3);
        QCOMPARE(state.value(QStringLiteral("range"), 1).toInt(), 3);
    }

private:
    QString file() { return m_dir.filePath(QString::number(++m_files)); }
    QTemporaryDir m_dir;
    int m_files = 0;
};

ROOM_TEST(TestUiState, QApplication)
#include "tst_ui_state.moc"
