// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/saved_filters.h"

#include "format.h"
#include "metrics/natural_order.h"
#include "widgets/question.h"

#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace fanlight {

SavedFilters::SavedFilters(QLineEdit& filter, UiState& state, const QString& key, QWidget* parent)
    : QPushButton(tr("Saved"), parent)
    , m_filter(filter)
    , m_state(state)
    , m_key(key)
    , m_menu(new QMenu(this))
{
    setAccessibleName(tr("Saved filters"));
    setToolTip(tr("Filters that were saved under a name; at most %1.").arg(Most));
    m_menu->setToolTipsVisible(true);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &SavedFilters::buildMenu);
    load();
}

void SavedFilters::load()
{
    // A name and its filter in turns.
    const QStringList texts = m_state.value(m_key).toStringList();
    for (qsizetype i = 0; i + 1 < texts.size() && m_saved.size() < Most; i += 2)
        m_saved.push_back({texts[i], texts[i + 1]});
}

void SavedFilters::store()
{
    std::sort(m_saved.begin(), m_saved.end(),
        [](const Saved& a, const Saved& b) { return compareNaturally(a.name, b.name) < 0; });
    QStringList texts;
    for (const Saved& saved : m_saved)
        texts << saved.name << saved.filter;
    m_state.setValue(m_key, texts);
}

bool SavedFilters::save(const QString& name)
{
    const QString taken = name.simplified().left(MostNameLength);
    const auto found = std::find_if(m_saved.begin(), m_saved.end(),
        [&taken](const Saved& saved) { return saved.name == taken; });
    if (taken.isEmpty() || (found == m_saved.end() && m_saved.size() >= Most))
        return false;
    if (found == m_saved.end())
        m_saved.push_back({taken, m_filter.text()});
    else
        found->filter = m_filter.text();
    store();
    return true;
}

void SavedFilters::pick(const QString& name)
{
    for (const Saved& saved : m_saved) {
        if (saved.name == name)
            return m_filter.setText(saved.filter);
    }
}

void SavedFilters::rename(const QString& name, const QString& newName)
{
    const QString taken = newName.simplified().left(MostNameLength);
    if (taken.isEmpty() || taken == name)
        return;
    std::erase_if(m_saved, [&taken](const Saved& saved) { return saved.name == taken; });
    for (Saved& saved : m_saved) {
        if (saved.name == name)
            saved.name = taken;
    }
    store();
}

void SavedFilters::remove(const QString& name)
{
    std::erase_if(m_saved, [&name](const Saved& saved) { return saved.name == name; });
    store();
}

void SavedFilters::buildMenu()
{
    m_menu->clear();
    // An ampersand would be taken for a mnemonic.
    const auto shown
        = [](QString text) { return text.replace(QLatin1Char('&'), QLatin1String("&&")); };
    for (const Saved& saved : m_saved) {
        QAction* action
            = m_menu->addAction(shown(saved.name), this, [this, name = saved.name] { pick(name); });
        action->setToolTip(saved.filter);
        action->setCheckable(true);
        action->setChecked(saved.filter == m_filter.text());
    }
    m_menu->addSeparator();
    QAction* save = m_menu->addAction(tr("Save this filter…"), this, [this] {
        ask(tr("Save the filter “%1” as").arg(m_filter.text()), {},
            [this](const QString& name) { this->save(name); });
    });
    save->setEnabled(!m_filter.text().trimmed().isEmpty() && m_saved.size() < Most);
    if (!save->isEnabled())
        save->setToolTip(m_saved.size() < Most
                ? tr("There is no filter now.")
                : tr("%1 are saved, which is all that fits; delete one.").arg(Most));
    QMenu* rename = m_menu->addMenu(tr("Rename"));
    QMenu* remove = m_menu->addMenu(tr("Delete"));
    rename->setEnabled(!m_saved.empty());
    remove->setEnabled(!m_saved.empty());
    for (const Saved& saved : m_saved) {
        rename->addAction(shown(saved.name) + QStringLiteral("…"), this, [this, name = saved.name] {
            ask(tr("New name of “%1”").arg(name), name,
                [this, name](const QString& newName) { this->rename(name, newName); });
        });
        remove->addAction(
            shown(saved.name), this, [this, name = saved.name] { this->remove(name); });
    }
}

void SavedFilters::ask(
    const QString& title, const QString& proposed, std::function<void(const QString&)> done)
{
    Question::askLine(this, tr("Saved filters"), title, proposed, tr("&Save"), std::move(done))
        ->line()
        ->setMaxLength(MostNameLength);
}

} // namespace fanlight
