// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connections/user_model.h"
#include "hub/connection_windows.h"
#include "support/room.h"
#include "ui/connections/snapshots_for_tests.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestUserModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesThatAreLeftOutAreCounted()
    {
        UserRow row;
        row.agents = {u"a"_s, u"b"_s};
        row.moreAgents = 4;
        QVERIFY(UserModel::cellText(row, UserColumn::Agents, At).endsWith(u" and 4 more"_s));
    }

    void windowsKeepTheModelTrue()
    {
        UserModel model;
        QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QRandomGenerator random(2);
        const auto none = std::make_shared<std::vector<ConnectionRowPtr>>();
        for (int tick = 0; tick < 40; ++tick) {
            auto snapshot = std::make_shared<ConnectionSnapshot>(
                *testSnapshot(randomIds(random, 200, 40), quint64(tick)));
            for (ConnectionRow& row : snapshot->rows)
                row.userId = QString::number(row.id % 61);
            ConnectionWish wish;
            wish.group = ConnectionWish::Group::Users;
            wish.userSort = {UserColumn(random.bounded(UserColumnCount)),
                random.bounded(2) ? Qt::AscendingOrder : Qt::DescendingOrder};
            wish.first = random.bounded(60);
            wish.count = random.bounded(40);
            const auto window = windowOf(snapshot, none, wish);
            model.show(*window, 0, 10);
            QCOMPARE(model.rowCount(), int(window->matching));
            for (int row = 0; row < model.rowCount(); ++row) {
                const bool isIn
                    = row >= window->first && row < window->first + int(window->users.size());
                QCOMPARE(model.rowAt(row) != nullptr, isIn);
                if (isIn)
                    QCOMPARE(model.rowAt(row)->userId,
                        window->users[std::size_t(row - window->first)].userId);
            }
        }
    }
};

ROOM_TEST(TestUserModel, QCoreApplication)
#include "tst_user_model.moc"
