// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "messages/code_view.h"
#include "support/room.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QTextBlock>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

class TestCodeView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_theme.setMode(Theme::Mode::Light);
        m_view = std::make_unique<CodeView>(m_theme);
        m_view->show();
    }

    void showsATextAsItIs()
    {
        m_view->setText(u"one\n\ntwo"_s);
        QCOMPARE(m_view->edit()->toPlainText(), u"one\n\ntwo"_s);
        QCOMPARE(m_view->noteText(), QString());
        QVERIFY(!m_view->showAllButton()->isVisible());
    }

    void aLongTextIsShownOnDemand()
    {
        const QString text = QString(u"0123456789\n"_s).repeated(20'000);
        m_view->setText(text);
        QCOMPARE(m_view->shownText().size(), CodeView::MostCharacters);
        QCOMPARE(m_view->noteText(), u"The first 65,536 of 220,000 characters."_s);
        m_view->showAllButton()->click();
        QCOMPARE(m_view->edit()->toPlainText(), text);
        QVERIFY(!m_view->showAllButton()->isVisible());
        m_view->setText(text + u'x'); // another text begins anew
        QCOMPARE(m_view->shownText().size(), CodeView::MostCharacters);
    }

    void longLinesAreBrokenButCopiedWhole()
    {
        QString text = u"first\n"_s + QString(u"é𝄞x"_s).repeated(3000) + u"\nlast"_s;
        m_view->setText(text);
        QVERIFY(m_view->edit()->blockCount() > 5);
        for (QTextBlock block = m_view->edit()->document()->begin(); block.isValid();
             block = block.next()) {
            QVERIFY(block.length() <= CodeView::MostLineCharacters + 2);
            QVERIFY(!block.text().startsWith(QChar(u"𝄞"[1])));
        }
        QCOMPARE(m_view->noteText(), u"Long lines are broken for display."_s);
        m_view->edit()->selectAll();
        m_view->edit()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), text);
        QTextCursor part = m_view->edit()->textCursor();
        part.setPosition(1000);
        part.setPosition(7000, QTextCursor::KeepAnchor);
        m_view->edit()->setTextCursor(part);
        m_view->edit()->copy();
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(u'\n'), 0);
        QVERIFY(text.contains(copied));
        m_view->setText(u"short"_s);
        m_view->edit()->selectAll();
        m_view->edit()->copy();
        QCOMPARE(QGuiApplication::clipboard()->text(), u"short"_s);
    }

private:
    Theme m_theme;
    std::unique_ptr<CodeView> m_view;
};

ROOM_TEST(TestCodeView, QApplication)
#include "tst_code_view.moc"
