// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/template_menu.h"

#include "publish/publish_form.h"
#include "publish/template_dialog.h"
#include "publish/publish_check.h"
#include "widgets/question.h"

#include <QPointer>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

TemplateMenu::TemplateMenu(TemplateStore& store, PublishForm& form, QWidget* page)
    : QMenu(page)
    , m_store(store)
    , m_form(form)
    , m_page(page)
{
    connect(this, &QMenu::aboutToShow, this, &TemplateMenu::build);
}

void TemplateMenu::build()
{
    clear();
    const auto add = [this](const PublishTemplate& one) {
        QString text = one.name;
        text.replace(u'&', u"&&"_s);
        addAction(text, this, [this, one] {
            Q_EMIT chosen(one);
            Q_EMIT lastAction(tr("template “%1” loaded").arg(one.name));
        });
    };
    for (const PublishTemplate& one : m_store.saved())
        add(one);
    if (!m_store.saved().empty())
        addSeparator();
    for (const PublishTemplate& one : TemplateStore::builtIn())
        add(one);
    addSeparator();
    const QString problem = m_form.problem();
    QAction* save = addAction(tr("&Save as template…"), this, &TemplateMenu::askName);
    save->setEnabled(problem.isEmpty());
    save->setToolTip(problem);
    QAction* manage = addAction(tr("&Rename or delete…"), this, &TemplateMenu::manage);
    manage->setEnabled(!m_store.saved().empty());
}

void TemplateMenu::askName()
{
    Question::askLine(m_page, tr("Save as template"), tr("Name"), effectiveType(m_form.request()),
        tr("&Save"), [menu = QPointer(this)](const QString& name) {
            if (menu)
                menu->save(name);
        });
}

void TemplateMenu::save(const QString& name)
{
    const PublishTemplate one{name, m_form.mode(), m_form.request(), m_form.batchCount()};
    if (!m_store.contains(name.trimmed())) {
        const QString problem = m_store.save(one);
        say(tr("Save as template"), problem);
        if (problem.isEmpty())
            Q_EMIT lastAction(tr("template “%1” saved").arg(name.trimmed()));
        return;
    }
    Question::ask(m_page, tr("Save as template"),
        tr("Replace the template “%1”?").arg(name.trimmed()), tr("&Replace"),
        Question::Choice::Costly, [menu = QPointer(this), one] {
            if (menu)
                menu->say(tr("Save as template"), menu->m_store.save(one));
        });
}

void TemplateMenu::manage()
{
    auto* dialog = new TemplateDialog(m_store, m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void TemplateMenu::say(const QString& title, const QString& problem)
{
    if (!problem.isEmpty())
        Question::tell(m_page, title, problem);
}

} // namespace fanlight
