// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "percentiles.h"

#include "support/room.h"
#include "ui_state.h"

#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;

class TestPercentiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void areKeptWithTheWindowsState()
    {
        const QTemporaryDir folder;
        {
            QSettings settings(folder.filePath(QStringLiteral("a")), QSettings::IniFormat);
            UiState state(settings);
            QCOMPARE(state.percentiles().chosen(), (std::vector<double>{50, 95, 99}));
            state.percentiles().choose(99.9, true);
            state.percentiles().choose(95, false);
        }
        QSettings settings(folder.filePath(QStringLiteral("a")), QSettings::IniFormat);
        UiState state(settings);
        QCOMPARE(state.percentiles().chosen(), (std::vector<double>{50, 99, 99.9}));
    }

    void whereThereIsRoomForOneItIsP99OrTheHighest()
    {
        QSettings settings(m_folder.filePath(QStringLiteral("b")), QSettings::IniFormat);
        UiState state(settings);
        QCOMPARE(state.percentiles().headline(), 99.0);
        state.percentiles().choose(99.9, true);
        QCOMPARE(state.percentiles().headline(), 99.0);
        state.percentiles().choose(99, false);
        QCOMPARE(state.percentiles().headline(), 99.9);
        QCOMPARE(Percentiles::name(99.9), QStringLiteral("p99.9"));
        QCOMPARE(Percentiles::name(50), QStringLiteral("p50"));
    }

    void theLastOneStays()
    {
        QSettings settings(m_folder.filePath(QStringLiteral("c")), QSettings::IniFormat);
        UiState state(settings);
        QSignalSpy changed(&state.percentiles(), &Percentiles::changed);
        for (const double percent : Percentiles::all())
            state.percentiles().choose(percent, false);
        QCOMPARE(state.percentiles().chosen(), std::vector<double>{99});
        QCOMPARE(changed.size(), 2);
    }

    void itsMenuChoosesAndFollows()
    {
        QSettings settings(m_folder.filePath(QStringLiteral("d")), QSettings::IniFormat);
        UiState state(settings);
        QWidget parent;
        const QMenu* menu = state.percentiles().makeMenu(&parent);
        QStringList checked;
        const auto look = [&] {
            checked.clear();
            for (const QAction* action : menu->actions()) {
                if (action->isChecked())
                    checked << action->text();
            }
            return checked.join(QLatin1Char(' '));
        };
        QCOMPARE(menu->actions().size(), 5);
        QCOMPARE(look(), QStringLiteral("p50 p95 p99"));
        menu->actions().at(1)->trigger();
        QCOMPARE(look(), QStringLiteral("p50 p90 p95 p99"));
        state.percentiles().choose(50, false);
        QCOMPARE(look(), QStringLiteral("p90 p95 p99"));
        for (const int item : {1, 2, 3})
            menu->actions().at(item)->trigger();
        QCOMPARE(look(), QStringLiteral("p99")); // the last one stays
    }

private:
    QTemporaryDir m_folder;
};

ROOM_TEST(TestPercentiles, QApplication)
#include "tst_percentiles.moc"
