// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "publish/template_store.h"

#include <QMenu>

namespace fanlight {

class PublishForm;

// The templates to load into the form, and what can be done to them. Main thread; owned by the
// page.
class TemplateMenu : public QMenu {
    Q_OBJECT
public:
    // Dialogs stand over `page`. All must outlive it.
    TemplateMenu(TemplateStore& store, PublishForm& form, QWidget* page);

Q_SIGNALS:
    void chosen(const fanlight::PublishTemplate& one);
    void lastAction(const QString& text);

private:
    void build();
    void askName();
    void save(const QString& name);
    void manage();
    void say(const QString& title, const QString& problem);

    TemplateStore& m_store;
    PublishForm& m_form;
    QWidget* const m_page;
};

} // namespace fanlight
