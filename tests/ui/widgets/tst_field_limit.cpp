// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/field_limit.h"
#include "support/room.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QTest>
#include <QToolTip>

using namespace fanlight;

class TestFieldLimit : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whatIsPastedIsCutAndSaidToBe()
    {
        QObject owner;
        new FieldLimit(&owner);
        QLineEdit edit;
        edit.show();
        QVERIFY(QTest::qWaitForWindowExposed(&edit));
        QApplication::clipboard()->setText(QString(FieldLimit::MostCharacters, QLatin1Char('x')));
        edit.paste();
        QCOMPARE(edit.text().size(), FieldLimit::MostCharacters);
        QVERIFY(QToolTip::text().isEmpty());
        QApplication::clipboard()->setText(QString(200 << 10, QLatin1Char('y')));
        edit.selectAll();
        edit.paste();
        QCOMPARE(edit.text().size(), FieldLimit::MostCharacters);
        QVERIFY2(QToolTip::text().contains(QStringLiteral("4,096")), qPrintable(QToolTip::text()));
        QToolTip::hideText();
    }

    void aLimitOfItsOwnAndWhatOnlyShowsAreLeftAlone()
    {
        QObject owner;
        new FieldLimit(&owner);
        QLineEdit own;
        own.setMaxLength(30);
        QLineEdit shown;
        shown.setReadOnly(true);
        QLineEdit filled;
        const QString longText(10'000, QLatin1Char('x'));
        filled.setText(longText);
        for (QLineEdit* edit : {&own, &shown, &filled})
            edit->show();
        QCOMPARE(own.maxLength(), 30);
        shown.setText(longText);
        QCOMPARE(shown.text(), longText);
        QCOMPARE(filled.text(), longText);
    }
};

ROOM_TEST(TestFieldLimit, QApplication)
#include "tst_field_limit.moc"
