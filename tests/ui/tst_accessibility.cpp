// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "support/room.h"
#include "widgets/card.h"
#include "widgets/segmented.h"

#include <QAccessible>
#include <QSettings>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

// All that can be worked has a name and a role for who does not see it, and Tab goes through a card
// as one reads it.
class TestAccessibility : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_directory->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_hub = std::make_unique<Hub>();
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

private:
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
    std::unique_ptr<Hub> m_hub;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestAccessibility, QApplication)
#include "tst_accessibility.moc"
