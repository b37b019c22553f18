// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/dialog_foot.h"

#include "support/room.h"

#include <QDialog>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestDialogFoot : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void enterDoesTheDeedAndCancelLeaves()
    {
        QDialog dialog;
        auto* deed = new QPushButton(u"&Save"_s);
        auto* aside = new QPushButton(u"T&ry"_s);
        QHBoxLayout* foot = makeDialogFoot(dialog, *deed, aside);
        dialog.setLayout(foot);
        QStringList shown;
        QPushButton* cancel = nullptr;
        for (int i = 0; i < foot->count(); ++i) {
            auto* button = qobject_cast<QPushButton*>(foot->itemAt(i)->widget());
            shown << (button ? button->text() : u"…"_s);
            if (button && button != deed && button != aside)
                cancel = button;
        }
        QCOMPARE(shown, QStringList({u"T&ry"_s, u"…"_s, u"Cancel"_s, u"&Save"_s}));
        int done = 0;
        connect(deed, &QPushButton::clicked, &dialog, [&done] { ++done; });
        dialog.show();
        for (QPushButton* button : {aside, cancel}) { // whichever was pressed last
            button->setFocus();
            QTest::keyClick(&dialog, Qt::Key_Return);
        }
        QCOMPARE(done, 2);
        QVERIFY(dialog.isVisible());
        cancel->click();
        QVERIFY(!dialog.isVisible());
        QCOMPARE(dialog.result(), int(QDialog::Rejected));
    }
};

ROOM_TEST(TestDialogFoot, QApplication)
#include "tst_dialog_foot.moc"
