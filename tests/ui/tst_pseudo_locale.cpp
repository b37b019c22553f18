// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alert_figure.h"
#include "charts/time_chart.h"
#include "hub/local_hub.h"
#include "hub/log_ring.h"
#include "main_window.h"
#include "shell/page_list.h"
#include "theme/theme.h"
#include "ui/filled_window.h"
#include "ui/layout_check.h"
#include "ui/pseudo_language.h"
#include "widgets/segmented.h"
#include "support/room.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QGroupBox>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTranslator>

using namespace fanlight;
using namespace Qt::Literals::StringLiterals;

namespace {

// What is no language: it is the same in any.
const std::vector<QRegularExpression>& dataInTexts()
{
    QStringList figures = AlertFigure::names();
    for (QString& figure : figures)
        figure = QRegularExpression::escape(figure);
    static const QStringList patterns{
        u"[\\w.]+ [<>]=? [\\d.,]+(?: [\\w/%]+)?(?: for \\d+ \\w+)?"_s, // rules of alerts
        u"curl -N|docker run --ulimit nofile=\\S+|- nofile|LimitNOFILE=\\S+"_s,
        u"--[a-z-]+"_s, // options
        // what the test put there: types, names; and what the hub says, which is English
        u"publish to \\d+|sent to 1|stream of \\d+|token's signature is wrong.*"_s,
        u"token expired 12 s ago|userId: the token is of another user"_s,
        u"the publish token is missing|The hub is not listening\\."_s,
        u"Connection refused: \\d+"_s,
        u"\\b(?:like|comment|new-post|follow|test|cron|grafana|disconnect|done|admin)\\b"_s,
        // addresses, paths, files, code, what a query is made of
        u"https?://\\S*"_s,
        u"redis(?:\\+sentinel|-stream|s)?://\\S*"_s,
        u"--[a-z-]+"_s,
        u"FANLIGHT_[A-Z_]+"_s,
        u"[/~][\\w./{}*-]+"_s,
        u"\\?userId=\\S*"_s,
        u"\\{\\w+\\}"_s,
        u"\\w+(?::|>=?|<)[\\w:*.-]+"_s, // user:1* age>10m
        u"issuer\\.jwks"_s,
        // units and names that are the same in German, French or Japanese
        u"\\d[\\d,.]*[\\s\\xa0]?(?:ms|s|min|h|d|B|KiB|MiB|GiB)\\b"_s,
        u"(?:^|: )(?:ms|B)$"_s,
        u"\\b(?:Ctrl|Alt|Shift|Esc|Enter|Del|Return|Space|Tab|PgUp|PgDown)\\b"_s,
        u"\\b(?:Fanlight|fanlight|localhost|curl|Last-Event-ID|Deutsch|English)\\b"_s,
        u"\\b(?:Redis Streams|RabbitMQ|Amazon SQS|PostgreSQL)\\b"_s,
        u"\\b(?:ES256|EC|kid|exp|nbf|iss|aud|sub|off)\\b"_s, // of tokens; a scenario's word
        u"\\b(?:debug|info|warning|error)\\b"_s, // levels, as the log has them
        u"\\b(?:%1|ack|write|redis_lag)\\b"_s.arg(figures.join(u'|')), // of alert rules
        u"\\bp\\d+(?:\\.\\d)?\\b"_s,
    };
    static const std::vector<QRegularExpression> data(patterns.begin(), patterns.end());
    return data;
}

} // namespace

// No text of the window goes past the translator, and none is cut in a language that needs more
// room: all that is shown, told in tips and told to screen readers, on each page, in its dialogs
// and menus, with something to show and with nothing.
class TestPseudoLocale : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // FANLIGHT_PICTURES=FOLDER keeps pictures of dialogs and menus, for the eye, in German; then no
    // text is looked for, since German is no disguise.
    void initTestCase()
    {
        m_pictures = qEnvironmentVariable("FANLIGHT_PICTURES");
        if (!m_pictures.isEmpty())
            QVERIFY(m_german.load(u":/fanlight/translations/fanlight_de.qm"_s)
                && QDir().mkpath(m_pictures));
        QCoreApplication::installTranslator(m_pictures.isEmpty() ? &m_language : &m_german);
    }
    void cleanupTestCase()
    {
        QCoreApplication::removeTranslator(m_pictures.isEmpty() ? &m_language : &m_german);
    }

    void init()
    {
        m_faults.clear();
        m_told.clear();
        m_directory = std::make_unique<QTemporaryDir>();
        m_settings = std::make_unique<QSettings>(
            m_directory->filePath(u"settings.ini"_s), QSettings::IniFormat);
        m_hub = std::make_unique<LocalHub>();
        m_log = std::make_unique<LogRing>();
        m_theme = std::make_unique<Theme>();
        m_theme->setMode(Theme::Mode::Light);
        m_window = std::make_unique<MainWindow>(*m_hub, *m_theme, *m_settings, m_log.get());
        m_window->resize(1024, 700);
        m_window->show();
    }

    void cleanup()
    {
        m_window.reset();
        m_hub.reset();
    }

    void aTextBetweenItsPlacesIsKnown()
    {
        QCOMPARE(PseudoLanguage::disguised(u"%1 of %2"_s), u"%1 ⟦ôf⟧ %2"_s);
        QCOMPARE(PseudoLanguage::disguised(u"&Copy rows\tCtrl+C"_s), u"⟦&Çôpý rôws ⟧\tCtrl+C"_s);
        QCOMPARE(PseudoLanguage::disguised(u" ms"_s), u" ⟦ms⟧"_s);
        QCOMPARE(PseudoLanguage::plainEnglishIn(u"⟦à⟧ sent to ⟦b⟧"_s, {}), u"sent to"_s);
        QCOMPARE(PseudoLanguage::plainEnglishIn(u"⟦à⟧ 12"_s, {}), QString());
    }

    void pagesWithSomethingToShow()
    {
        fillWindow(*m_window, *m_hub, *m_log, false);
        walk(u"filled"_s);
        tell();
    }

    void pagesWithNothingToShow()
    {
        walk(u"empty"_s);
        tell();
    }

    void dialogsAndMenus()
    {
        fillWindow(*m_window, *m_hub, *m_log, false);
        auto* list = m_window->findChild<PageList*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            settle();
            for (auto* button : m_window->findChildren<QAbstractButton*>()) {
                if (button->isVisible() && button->isEnabled() && button->text().contains(u'…'))
                    look(u"dialog of "_s + button->text(), [button] { button->click(); });
            }
        }
        for (auto* action : m_window->findChildren<QAction*>()) {
            if (action->isEnabled() && action->text().contains(u'…'))
                look(u"dialog of "_s + action->text(), [action] { action->trigger(); });
        }
        auto* chart = m_window->findChild<TimeChart*>();
        look(u"table of a chart"_s, [chart] { chart->showTable(); });
        look(u"menu of a chart"_s, [chart] { chart->showMenu(); });
        look(u"keys"_s, [this] { QTest::keyClick(m_window.get(), Qt::Key_F1); });
        QVERIFY2(m_looked > 12, qPrintable(QString::number(m_looked)));
        tell();
    }

private:
    void walk(const QString& state)
    {
        auto* list = m_window->findChild<PageList*>();
        auto* pages = m_window->findChild<QStackedWidget*>();
        for (const int page : list->pagesInOrder()) {
            m_window->showPage(page);
            settle();
            const QString name = state + u' ' + QString::number(page);
            read(name);
            for (auto* segments : pages->currentWidget()->findChildren<Segmented*>()) {
                const int before = segments->current();
                const auto count = segments->findChildren<QAbstractButton*>().size();
                for (int i = 0; i < count && segments->isVisible(); ++i) {
                    segments->setCurrent(i);
                    settle();
                    read(name + u'/' + QString::number(i));
                }
                segments->setCurrent(before);
            }
            for (auto* groups : pages->currentWidget()->findChildren<QListWidget*>()) {
                for (int row = 0; row < groups->count(); ++row) {
                    groups->setCurrentRow(row);
                    settle();
                    read(name + u" group "_s + QString::number(row));
                }
            }
        }
    }

    // What comes up is read, checked and closed again, however it holds up its caller.
    void look(const QString& name, const std::function<void()>& open)
    {
        QTimer closing;
        connect(&closing, &QTimer::timeout, this, [&] { closeAll(name); });
        closing.start(0);
        open();
        settle();
        closeAll(name);
    }

    void closeAll(const QString& name)
    {
        for (QWidget* top : QApplication::topLevelWidgets()) {
            if (!top->isVisible() || top == m_window.get() || top->inherits("QTipLabel"))
                continue;
            ++m_looked;
            if (!qobject_cast<QFileDialog*>(top)) { // it is Qt's
                keepPicture(*top, name);
                read(*top, name);
                for (const QString& fault : LayoutCheck::faults(*top))
                    m_faults << name + u": " + fault;
            }
            if (auto* dialog = qobject_cast<QDialog*>(top))
                dialog->reject();
            else
                top->close();
        }
    }

    void keepPicture(QWidget& dialog, const QString& name) const
    {
        static const QRegularExpression odd(u"[^\\w]+"_s);
        if (m_pictures.isEmpty())
            return;
        const QString file = u"%1-%2.png"_s.arg(m_looked, 2, 10, QLatin1Char('0'))
                                 .arg(QString(name).replace(odd, u"-"_s));
        QVERIFY2(dialog.grab().save(QDir(m_pictures).filePath(file)), qPrintable(file));
    }

    static void settle()
    {
        for (int turn = 0; turn < 8; ++turn)
            QCoreApplication::processEvents();
    }

    void check(const QString& where, const QWidget& widget, const QString& text)
    {
        ++m_read;
        if (m_told.contains(text))
            return;
        m_told += text;
        if (!m_pictures.isEmpty())
            return;
        const QString plain = PseudoLanguage::plainEnglishIn(text, dataInTexts());
        if (plain.isEmpty())
            return;
        m_faults << u"%1: %2 “%3”: plain English: %4"_s.arg(where,
            QLatin1String(widget.metaObject()->className()), widget.accessibleName(),
            plain.left(300));
    }

    // A page of the window.
    void read(const QString& where)
    {
        read(*m_window, where);
        for (const QString& fault : LayoutCheck::faults(*m_window))
            m_faults << where + u": " + fault;
    }

    void read(const QWidget& window, const QString& where)
    {
        QList<QPointer<QWidget>> widgets{const_cast<QWidget*>(&window)};
        for (QWidget* widget : window.findChildren<QWidget*>())
            widgets += widget;
        for (const QPointer<QWidget>& widget : widgets) {
            if (!widget || !widget->isVisible()) // a menu that is asked may make others anew
                continue;
            for (const QString& text : textsOf(*widget))
                check(where, *widget, text);
        }
        if (const auto* dialog = qobject_cast<const QDialog*>(&window))
            check(where, window, dialog->windowTitle());
    }

    static QStringList textsOf(const QWidget& widget)
    {
        QStringList texts{widget.toolTip(), widget.whatsThis(), widget.statusTip(),
            widget.accessibleName(), widget.accessibleDescription()};
        if (const auto* label = qobject_cast<const QLabel*>(&widget))
            texts << label->text();
        else if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
            texts << button->text();
            if (const auto* push = qobject_cast<const QPushButton*>(&widget); push && push->menu())
                addMenu(*push->menu(), texts);
        } else if (const auto* edit = qobject_cast<const QLineEdit*>(&widget))
            texts << edit->placeholderText();
        else if (const auto* plain = qobject_cast<const QPlainTextEdit*>(&widget))
            texts << plain->placeholderText();
        else if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
            for (int i = 0; i < combo->count(); ++i)
                texts << combo->itemText(i);
        } else if (const auto* spin = qobject_cast<const QSpinBox*>(&widget))
            texts << spin->prefix() << spin->suffix() << spin->specialValueText();
        else if (const auto* box = qobject_cast<const QGroupBox*>(&widget))
            texts << box->title();
        else if (const auto* menu = qobject_cast<const QMenu*>(&widget))
            addMenu(const_cast<QMenu&>(*menu), texts);
        else if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
                 view && view->model() && !qobject_cast<const QComboBox*>(view->parentWidget()))
            addModel(*view->model(), texts);
        return texts;
    }

    static void addMenu(QMenu& menu, QStringList& texts)
    {
        Q_EMIT menu.aboutToShow(); // some are filled then
        for (const QAction* action : menu.actions()) {
            texts << action->text().section(u'\t', 0, 0) << action->toolTip();
            if (action->menu())
                addMenu(*action->menu(), texts);
        }
    }

    static void addModel(const QAbstractItemModel& model, QStringList& texts)
    {
        constexpr int Rows = 8;
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role :
                {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                texts << model.headerData(column, Qt::Horizontal, role).toString();
            for (int row = 0; row < std::min(model.rowCount(), Rows); ++row) {
                for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole),
                         int(Qt::AccessibleTextRole), int(Qt::AccessibleDescriptionRole)})
                    texts << model.index(row, column).data(role).toString();
            }
        }
    }

    void tell()
    {
        QVERIFY(m_read > 300);
        m_faults.removeDuplicates();
        for (const QString& fault : m_faults)
            qWarning("%s", qPrintable(fault));
        QVERIFY(m_faults.isEmpty());
    }

    PseudoLanguage m_language;
    QTranslator m_german;
    QString m_pictures; // a folder, or none
    QStringList m_faults;
    QSet<QString> m_told;
    int m_read = 0;
    int m_looked = 0;
    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<LocalHub> m_hub;
    std::unique_ptr<LogRing> m_log;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
};

ROOM_TEST(TestPseudoLocale, QApplication)
#include "tst_pseudo_locale.moc"
