// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/time_chart.h"
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui/contrast.h"
#include "ui/filled_window.h"
#include "support/room.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocumentFragment>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// All that can be worked has a name and a role for who does not see it and is reached by Tab, which
// goes through a card as one reads it; where the keys are is seen, and what is written can be read.
class TestAccessibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_directory->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_hub = std::make_unique<LocalHub>();
        m_window = std::make_unique<MainWindow>(*m_hub, m_theme, *m_settings, &m_log);
        m_window->resize(1360, 850);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
    }

    void eachControlHasANameAndARole()
    {
        QStringList faults;
        int seen = 0;
        walk([&](const QString& page) {
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
                if (!isStop(*widget))
                    continue;
                ++seen;
                QAccessibleInterface* one
                    = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
                if (!one || one->role() == QAccessible::NoRole)
                    faults << page + u": no role: " + describe(*widget);
                else if (one->text(QAccessible::Name).trimmed().isEmpty())
                    faults << page + u": no name: " + describe(*widget);
            }
        });
        QVERIFY(seen > 200);
        tell(faults);
    }

    void tabGoesThroughACardAsItIsRead()
    {
        QStringList faults;
        walk([&](const QString& page) {
            const QWidget* first = m_window.get();
            std::map<const QWidget*, const QWidget*> last; // of each card
            for (const QWidget* at = first->nextInFocusChain(); at != first;
                 at = at->nextInFocusChain()) {
                const QWidget* card = cardOf(*at);
                if (!card || !isStop(*at))
                    continue;
                const QWidget*& before = last[card];
                if (before && isBefore(placeIn(*card, *at), placeIn(*card, *before)))
                    faults << page + u": " + describe(*at) + u" comes after " + describe(*before);
                before = at;
            }
        });
        tell(faults);
    }

    void eachControlIsReachedByTab()
    {
        fillWindow(*m_window, *m_hub, m_log, false);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QStringList faults;
        int seen = 0;
        walk([&](const QString& page) {
            QSet<const QWidget*> missed;
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
                if (isStop(*widget))
                    missed += groupOf(widget);
            }
            seen += int(missed.size());
            const qsizetype most = 2 * missed.size();
            for (qsizetype presses = 0; presses < most && !missed.isEmpty(); ++presses) {
                QWidget* const focus = QApplication::focusWidget();
                QTest::keyClick(focus ? focus : m_window.get(), Qt::Key_Tab);
                QWidget* const now = QApplication::focusWidget();
                if (now && now == focus) {
                    faults << page + u": Tab goes no further: " + describe(*now);
                    QTest::keyClick(now, Qt::Key_Tab, Qt::ControlModifier);
                }
                missed.remove(groupOf(QApplication::focusWidget()));
            }
            for (const QWidget* widget : missed)
                faults << page + u": not reached: " + describe(*widget);
        });
        QVERIFY(seen > 200);
        tell(faults);
    }

    void whereTheKeysAreIsSeen_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

    void whereTheKeysAreIsSeen()
    {
        QFETCH(const bool, dark);
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        fillWindow(*m_window, *m_hub, m_log, false);
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        const int blinking = QApplication::cursorFlashTime();
        QApplication::setCursorFlashTime(0);
        QStringList faults;
        QSet<const QWidget*> looked;
        walk([&](const QString& page) {
            // the ring around what has the focus is a widget, and goes with it
            if (QWidget* before = QApplication::focusWidget())
                before->clearFocus();
            for (QWidget* widget : m_window->findChildren<QWidget*>()) {
                if (!isStop(*widget) || looked.contains(widget))
                    continue;
                looked += widget;
                if (QWidget* before = QApplication::focusWidget())
                    before->clearFocus();
                const QImage without = around(*widget);
                widget->setFocus(Qt::TabFocusReason);
                if (QApplication::focusWidget() != widget)
                    continue; // it gave it on
                if (around(*widget) == without)
                    faults << page + u": looks the same with the focus: " + describe(*widget);
            }
        });
        QApplication::setCursorFlashTime(blinking);
        QVERIFY(looked.size() > 100);
        tell(faults);
    }

    void whatIsWrittenCanBeRead_data() { whereTheKeysAreIsSeen_data(); }

    // As it is drawn: thin letters are lighter than their colour, which tst_theme holds to 4.5.
    void whatIsWrittenCanBeRead()
    {
        constexpr double LeastDrawn = 4.5;
        QFETCH(const bool, dark);
        m_theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        fillWindow(*m_window, *m_hub, m_log, false);
        QStringList faults;
        QSet<const QWidget*> looked;
        walk([&](const QString& page) {
            const QImage picture = m_window->grab().toImage();
            for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
                const auto* label = qobject_cast<const QLabel*>(widget);
                const auto* button = qobject_cast<const QAbstractButton*>(widget);
                const QString text = label ? label->text() : button ? button->text() : QString();
                const bool isPicture = qobject_cast<const QLineEdit*>(widget->parentWidget());
                if (!widget->isVisible() || !widget->isEnabled() || isPicture || !hasLetters(text)
                    || looked.contains(widget))
                    continue;
                const QRect place{widget->mapTo(m_window.get(), QPoint()), widget->size()};
                const QRegion seen = widget->visibleRegion();
                if (seen.boundingRect() != widget->rect())
                    continue; // scrolled away in part
                looked += widget;
                const double ratio = drawnContrast(picture.copy(place));
                if (ratio < LeastDrawn)
                    faults << page + u": %1:1 "_s.arg(ratio, 0, 'f', 1) + describe(*widget) + u' '
                            + text.left(30);
            }
        });
        QVERIFY(looked.size() > 150);
        tell(faults);
    }

    // A name hides the text of a label from who hears it.
    void whatALabelSaysIsHeard()
    {
        fillWindow(*m_window, *m_hub, m_log, false);
        static const QRegularExpression mnemonic(u"&(.)"_s);
        QStringList faults;
        walk([&](const QString& page) {
            for (QLabel* label : m_window->findChildren<QLabel*>()) {
                if (!label->isVisible() || !hasLetters(label->text()))
                    continue;
                QString text = QTextDocumentFragment::fromHtml(label->text()).toPlainText();
                text.replace(mnemonic, u"\\1"_s);
                QAccessibleInterface* one = QAccessible::queryAccessibleInterface(label);
                const QString heard = one->text(QAccessible::Name);
                if (!heard.contains(label->text()) && !heard.contains(text))
                    faults << page + u": “%1” is heard as “%2”"_s.arg(label->text(), heard);
            }
        });
        tell(faults);
    }

    void chartsSayWhatTheyShow()
    {
        fillWindow(*m_window, *m_hub, m_log, false);
        QStringList faults;
        int seen = 0;
        walk([&](const QString& page) {
            for (TimeChart* chart : m_window->findChildren<TimeChart*>()) {
                if (!chart->isVisible())
                    continue;
                ++seen;
                QAccessibleInterface* one = QAccessible::queryAccessibleInterface(chart);
                if (one->role() != QAccessible::Chart
                    || one->text(QAccessible::Description).isEmpty()
                    || !one->actionInterface()->actionNames().contains(u"ShowTable"_s))
                    faults << page + u": " + describe(*chart);
            }
        });
        QVERIFY(seen > 4);
        tell(faults);
    }

    // Each cell is found by row and column, with the text that is seen in it, under a title.
    void tablesAreHeardCellByCell()
    {
        fillWindow(*m_window, *m_hub, m_log, false);
        QStringList faults;
        int seen = 0;
        walk([&](const QString& page) {
            for (QAbstractItemView* view : m_window->findChildren<QAbstractItemView*>()) {
                QAccessibleInterface* one = QAccessible::queryAccessibleInterface(view);
                QAccessibleTableInterface* table
                    = view->isVisible() && one ? one->tableInterface() : nullptr;
                if (!table || !view->model())
                    continue;
                for (int column = 0; column < table->columnCount(); ++column) {
                    for (int row = 0; row < std::min(table->rowCount(), 3); ++row) {
                        const QString shown = view->model()
                                                  ->index(row, column, view->rootIndex())
                                                  .data()
                                                  .toString();
                        QAccessibleInterface* cell = table->cellAt(row, column);
                        ++seen;
                        if (!cell || !cell->text(QAccessible::Name).contains(shown))
                            faults << page + u": cell %1, %2 of "_s.arg(row).arg(column)
                                    + describe(*view) + u": " + shown;
                    }
                    if (table->columnCount() > 1 && table->rowCount() > 0
                        && table->columnDescription(column).isEmpty())
                        faults << page + u": column %1 has no title: "_s.arg(column)
                                + describe(*view);
                }
            }
        });
        QVERIFY(seen > 60);
        tell(faults);
    }

private:
    // Of buttons of which one is chosen Tab stops at one; the arrows go to the others.
    static const QWidget* groupOf(const QWidget* widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        return button && button->autoExclusive() ? button->parentWidget() : widget;
    }

    static bool hasLetters(const QString& text)
    {
        static const QRegularExpression some(u"[A-Za-z0-9]{2}"_s);
        return some.match(text).hasMatch();
    }

    // With its frame, which some draw outside of themselves.
    static QImage around(QWidget& widget)
    {
        QWidget* const parent = widget.parentWidget();
        return parent->grab(widget.geometry().adjusted(-3, -3, 3, 3)).toImage();
    }

    void walk(const std::function<void(const QString&)>& look)
    {
        auto* list = m_window->findChild<PageList*>();
        auto* pages = m_window->findChild<QStackedWidget*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            settle();
            look(list->titleOf(page));
            for (auto* segments : pages->currentWidget()->findChildren<Segmented*>()) {
                const auto choices = segments->findChildren<QAbstractButton*>().size();
                for (int i = 1; i < choices && segments->isVisible(); ++i) {
                    segments->setCurrent(i);
                    settle();
                    look(list->titleOf(page) + u' ' + QString::number(i));
                }
                segments->setCurrent(0);
            }
        }
    }

    static void settle()
    {
        for (int turn = 0; turn < 3; ++turn)
            QCoreApplication::processEvents();
    }

    static bool isStop(const QWidget& widget)
    {
        return widget.isVisible() && widget.isEnabled()
            && (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.focusProxy()
            && widget.size() != QSize() && widget.parentWidget();
    }

    static const QWidget* cardOf(const QWidget& widget)
    {
        const QWidget* at = widget.parentWidget();
        while (at && !qobject_cast<const Card*>(at))
            at = at->parentWidget();
        return at;
    }

    static QRect placeIn(const QWidget& card, const QWidget& widget)
    {
        return {widget.mapTo(&card, QPoint()), widget.size()};
    }

    // Above it, or at its left in the same line.
    static bool isBefore(const QRect& one, const QRect& other)
    {
        if (one.bottom() < other.top())
            return true;
        const bool sameLine = one.top() <= other.bottom() && other.top() <= one.bottom();
        return sameLine && one.right() < other.left();
    }

    static QString describe(const QWidget& widget)
    {
        const auto* button = qobject_cast<const QAbstractButton*>(&widget);
        return u"%1 “%2” in %3"_s.arg(QLatin1String(widget.metaObject()->className()),
            button ? button->text() : widget.accessibleName(),
            QLatin1String(widget.parentWidget()->metaObject()->className()));
    }

    static void tell(QStringList& faults)
    {
        faults.removeDuplicates();
        for (const QString& fault : faults)
            qWarning("%s", qPrintable(fault));
        QVERIFY(faults.isEmpty());
    }

    Theme m_theme;
    LogRing m_log;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestAccessibility, QApplication)
#include "tst_accessibility.moc"
