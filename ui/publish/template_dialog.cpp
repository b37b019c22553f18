// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publish/template_dialog.h"

#include "publish/template_store.h"
#include "theme/theme.h"
#include "widgets/key_notes.h"
#include "widgets/question.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

using namespace Qt::Literals::StringLiterals;

namespace fanlight {

TemplateDialog::TemplateDialog(TemplateStore& store, QWidget* parent)
    : QDialog(parent)
    , m_store(store)
    , m_list(new QListWidget)
    , m_problem(new QLabel)
    , m_rename(new QPushButton(tr("&Rename…")))
    , m_delete(new QPushButton(tr("&Delete")))
{
    setWindowTitle(tr("Templates"));
    m_list->setAccessibleName(tr("Saved templates"));
    setLook(*m_problem, "bad");
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    close->addButton(m_rename, QDialogButtonBox::ActionRole);
    close->addButton(m_delete, QDialogButtonBox::ActionRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(10);
    column->addWidget(m_list, 1);
    column->addWidget(m_problem);
    column->addWidget(close);
    resize(380, 320);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_rename, &QPushButton::clicked, this, &TemplateDialog::rename);
    connect(m_delete, &QPushButton::clicked, this, &TemplateDialog::remove);
    connect(m_list, &QListWidget::currentRowChanged, this, &TemplateDialog::update);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &TemplateDialog::rename);
    auto* remove = new QShortcut(Qt::Key_Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut);
    explainKey(*remove, tr("Delete the template"));
    connect(remove, &QShortcut::activated, this, &TemplateDialog::remove);
    fill({});
}

void TemplateDialog::fill(const QString& current)
{
    m_list->clear();
    for (const PublishTemplate& one : m_store.saved()) {
        m_list->addItem(one.name);
        if (one.name == current)
            m_list->setCurrentRow(m_list->count() - 1);
    }
    if (m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    update();
}

QString TemplateDialog::currentName() const
{
    return m_list->currentItem() ? m_list->currentItem()->text() : QString();
}

void TemplateDialog::update()
{
    const bool any = m_list->currentItem();
    m_rename->setEnabled(any);
    m_delete->setEnabled(any);
}

void TemplateDialog::rename()
{
    const QString from = currentName();
    if (from.isEmpty())
        return;
    Question::askLine(this, tr("Rename template"), tr("Name"), from, tr("&Rename"),
        [this, from](const QString& to) {
            const QString problem = m_store.rename(from, to);
            m_problem->setText(problem);
            m_problem->setVisible(!problem.isEmpty());
            fill(problem.isEmpty() ? to : from);
        });
}

void TemplateDialog::remove()
{
    const int row = m_list->currentRow();
    m_store.remove(currentName());
    fill({});
    m_list->setCurrentRow(std::min(row, m_list->count() - 1));
}

} // namespace fanlight
