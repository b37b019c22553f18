// SPDX-FileCopyrightText: 2026 The Fanlight developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/capture_window.h"

#include "capture/capture_bar.h"
#include "main_window.h"

namespace fanlight {

CaptureWindow::CaptureWindow(Theme& theme, QSettings& settings, QObject* parent)
    : QObject(parent)
    , m_theme(theme)
    , m_settings(settings)
{
}

CaptureWindow::~CaptureWindow() = default;

QString CaptureWindow::load(const QString& path)
{
    if (QString error = m_show.load(path); !error.isEmpty())
        return error;
    m_window = std::make_unique<MainWindow>(
        m_show.hub(), m_theme, m_settings, m_show.hub().log(), m_show.place());
    m_show.dress(m_window->home(), m_theme);
    connect(&m_show, &CaptureShow::closeRequested, m_window.get(), &QWidget::close);
    connect(m_window.get(), &MainWindow::closed, this, &CaptureWindow::closed);
    return {};
}

} // namespace fanlight
